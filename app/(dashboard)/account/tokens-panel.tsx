"use client";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { TokenRow } from "@/components/account/token-row";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import { useApi } from "@/lib/client/use-api";
import { useErrorText } from "@/lib/client/use-error-text";
import { usePeopleRefusal } from "@/lib/client/use-people-refusal";
import { useSubmit } from "@/lib/client/use-submit";
import type { TokenView } from "@/lib/contracts/account";
import { NewTokenDialog } from "./new-token-dialog";

/** What programs act with in one's name. */
export function TokensPanel() {
  const t = useTranslations("account");
  const errorText = useErrorText();
  const { data, error, mutate } = useApi(routes.tokenList, {});
  const [isMaking, setIsMaking] = useState(false);
  const [revoked, setRevoked] = useState<TokenView | null>(null);
  const refresh = () => void mutate();
  return (
    <Panel title={t("tokens")}>
      <p className="text-sm text-muted">{t("tokensLead")}</p>
      {!data && error && <p className="mt-3 text-sm text-rec">{errorText(error)}</p>}
      {!data && !error && <Skeleton className="mt-3 h-20" />}
      {data?.tokens.length === 0 && (
        <p className="mt-3 flex items-center gap-3 rounded-control bg-sunken px-4 py-3.5 text-sm text-muted">
          <KeyRound aria-hidden className="size-4.5 shrink-0" />
          {t("noTokens")}
        </p>
      )}
      {data && data.tokens.length > 0 && (
        <ul aria-label={t("tokens")} className="mt-1 divide-y divide-line">
          {data.tokens.map((token) => (
            <TokenRow key={token.id} token={token} onRevoke={() => setRevoked(token)} />
          ))}
        </ul>
      )}
      <div className="mt-3 flex justify-end">
        <Button onClick={() => setIsMaking(true)}>
          <Plus aria-hidden className="size-4" />
          {t("newToken")}
        </Button>
      </div>
      {isMaking && <NewTokenDialog onClose={() => setIsMaking(false)} onMade={refresh} />}
      {revoked && <RevokeToken token={revoked} onClose={() => setRevoked(null)} onRevoked={refresh} />}
    </Panel>
  );
}

function RevokeToken({ token, onClose, onRevoked }: { token: TokenView; onClose: () => void; onRevoked: () => void }) {
  const t = useTranslations();
  const showToast = useToast();
  const { isBusy, error, submit } = useSubmit(usePeopleRefusal());
  async function handleConfirm() {
    if (!(await submit(() => api(routes.tokenRevoke, { params: { id: token.id } })))) return;
    showToast({ tone: "good", text: t("account.revoked", { name: token.name }) });
    onClose();
    onRevoked();
  }
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t("account.revokeTitle", { name: token.name })}
      body={t("account.revokeBody")}
      confirmLabel={t("account.revoke")}
      cancelLabel={t("common.cancel")}
      isBusy={isBusy}
      error={error}
      onConfirm={() => void handleConfirm()}
    />
  );
}
