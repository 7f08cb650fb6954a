"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { LoginRow } from "@/components/account/login-row";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import { api } from "@/lib/client/api";
import { logOut } from "@/lib/client/log-in";
import { routes } from "@/lib/client/routes";
import { useApi } from "@/lib/client/use-api";
import { useErrorText } from "@/lib/client/use-error-text";
import { usePeopleRefusal } from "@/lib/client/use-people-refusal";
import { useSubmit } from "@/lib/client/use-submit";
import { describeUserAgent } from "@/lib/client/user-agent";
import type { LoginView } from "@/lib/contracts/account";

/** Where one is logged in, and ways out. */
export function LoginsPanel() {
  const t = useTranslations("account");
  const errorText = useErrorText();
  const { data, error, mutate } = useApi(routes.loginList, {});
  const [isLeaving, setIsLeaving] = useState(false);
  return (
    <Panel title={t("logins")}>
      <p className="text-sm text-muted">{t("loginsLead")}</p>
      {!data && error && <p className="mt-3 text-sm text-rec">{errorText(error)}</p>}
      {!data && !error && <Skeleton className="mt-3 h-20" />}
      {data && (
        <ul aria-label={t("logins")} className="mt-1 divide-y divide-line">
          {data.logins.map((login) => (
            <LoginRow
              key={login.id}
              login={login}
              action={!login.current && <EndLogin login={login} onEnded={() => void mutate()} />}
            />
          ))}
        </ul>
      )}
      <div className="mt-3 flex justify-end">
        <Button onClick={() => setIsLeaving(true)}>{t("everywhere")}</Button>
      </div>
      {isLeaving && <LogOutEverywhere onClose={() => setIsLeaving(false)} />}
    </Panel>
  );
}

function EndLogin({ login, onEnded }: { login: LoginView; onEnded: () => void }) {
  const t = useTranslations("account");
  const showToast = useToast();
  const { isBusy, error, submit } = useSubmit(usePeopleRefusal());
  async function handleEnd() {
    if (await submit(() => api(routes.loginEnd, { params: { id: login.id } })))
      showToast({ tone: "good", text: t("loginEnded") });
    onEnded();
  }
  const { browser } = describeUserAgent(login.user_agent);
  return (
    <Button
      size="small"
      isBusy={isBusy}
      title={error ?? undefined}
      aria-label={t("endNamed", { browser: browser ?? t("unknownBrowser") })}
      onClick={() => void handleEnd()}
    >
      {t("endLogin")}
    </Button>
  );
}

function LogOutEverywhere({ onClose }: { onClose: () => void }) {
  const t = useTranslations();
  const { isBusy, error, submit } = useSubmit(usePeopleRefusal());
  async function handleConfirm() {
    if (await submit(() => api(routes.logOutEverywhere))) await logOut();
  }
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t("account.everywhereTitle")}
      body={t("account.everywhereBody")}
      confirmLabel={t("account.everywhere")}
      cancelLabel={t("common.cancel")}
      isBusy={isBusy}
      error={error}
      onConfirm={() => void handleConfirm()}
    />
  );
}
