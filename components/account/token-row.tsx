"use client";
import { KeyRound } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { TokenView } from "@/lib/contracts/account";

/** A token: what it may do, until when, and when it was last used. */
export function TokenRow({ token, onRevoke }: { token: TokenView; onRevoke: () => void }) {
  const t = useTranslations("account");
  const format = useFormatter();
  const moment = (at: string) => format.dateTime(new Date(at), "moment");
  // The name that a login with a password gives its token.
  const name = token.name === "login" ? t("loginToken") : token.name;
  return (
    <li className="flex items-center gap-4 py-3.5">
      <span className="grid size-10 shrink-0 place-items-center rounded-full bg-sunken text-muted">
        <KeyRound aria-hidden className="size-4.5" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">{name}</p>
        <p className="mt-0.5 text-sm break-words text-muted">
          {token.scopes.length > 0 ? token.scopes.join(", ") : t("allScopes")}
        </p>
        <p className="text-sm text-muted tabular-nums">
          {[
            token.expires_at ? t("until", { time: moment(token.expires_at) }) : t("forEver"),
            token.last_used_at ? t("lastUsed", { time: moment(token.last_used_at) }) : t("neverUsed"),
          ].join(" · ")}
        </p>
      </div>
      <Button size="small" aria-label={t("revokeNamed", { name })} onClick={onRevoke}>
        {t("revoke")}
      </Button>
    </li>
  );
}
