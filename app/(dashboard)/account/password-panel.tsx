"use client";
import { type FormEvent, useState } from "react";
import { useSWRConfig } from "swr";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { Panel } from "@/components/ui/panel";
import { PasswordField } from "@/components/ui/password-field";
import { useToast } from "@/components/ui/toast";
import { useAccount } from "@/lib/client/account";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import { usePeopleRefusal } from "@/lib/client/use-people-refusal";
import { useSubmit } from "@/lib/client/use-submit";
import { MIN_PASSWORD_LENGTH } from "@/lib/contracts/password-length";

/** A new password ends every other login, so it says so before. */
export function PasswordPanel() {
  const t = useTranslations("account");
  const showToast = useToast();
  const { user } = useAccount();
  const { mutate } = useSWRConfig();
  const { isBusy, error, submit } = useSubmit(usePeopleRefusal());
  const [missing, setMissing] = useState<{ current?: boolean; next?: boolean }>({});
  async function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    const [current_password, new_password] = [String(form.get("current")), String(form.get("next"))];
    const isShort = new_password.length < MIN_PASSWORD_LENGTH;
    setMissing({ current: !current_password, next: isShort });
    if (!current_password || isShort) return;
    const body = { current_password, new_password };
    if (!(await submit(() => api(routes.passwordChange, { body })))) return;
    element.reset();
    showToast({ tone: "good", text: t("passwordChanged") });
    await Promise.all([routes.loginList, routes.tokenList].map(({ path }) => mutate(path)));
  }
  return (
    <Panel title={t("password")}>
      <form onSubmit={(event) => void handleSubmit(event)} noValidate className="grid gap-4">
        {/* For the browser's password manager. */}
        <input type="hidden" name="username" autoComplete="username" value={user.email} readOnly />
        <PasswordField
          label={t("currentPassword")}
          name="current"
          autoComplete="current-password"
          error={missing.current ? t("currentMissing") : null}
        />
        <PasswordField
          label={t("newPassword")}
          name="next"
          autoComplete="new-password"
          hint={t("passwordHint", { count: MIN_PASSWORD_LENGTH })}
          error={missing.next ? t("passwordHint", { count: MIN_PASSWORD_LENGTH }) : null}
        />
        <FormError text={error} />
        <p className="text-sm text-muted">{t("passwordEnds")}</p>
        <div className="flex justify-end">
          <Button type="submit" variant="primary" isBusy={isBusy}>
            {t("changePassword")}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
