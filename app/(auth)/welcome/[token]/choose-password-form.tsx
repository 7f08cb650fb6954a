"use client";
import { type FormEvent, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { PasswordField } from "@/components/ui/password-field";
import { api } from "@/lib/client/api";
import { isApiError } from "@/lib/client/api-error";
import { logIn } from "@/lib/client/log-in";
import { routes } from "@/lib/client/routes";
import { useErrorText } from "@/lib/client/use-error-text";
import type { Locale } from "@/lib/contracts/common";
import { MIN_PASSWORD_LENGTH } from "@/lib/contracts/password-length";

type Props = { token: string; email: string; onDead: () => void };

/** Sets the password and logs in with it; a full page load follows, as after every login. */
export function ChoosePasswordForm({ token, email, onDead }: Props) {
  const t = useTranslations("welcome");
  const locale = useLocale() as Locale;
  const errorText = useErrorText();
  const [isShort, setIsShort] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password"));
    setIsShort(password.length < MIN_PASSWORD_LENGTH);
    setError(null);
    if (password.length < MIN_PASSWORD_LENGTH) return;
    setIsBusy(true);
    try {
      await api(routes.accountLinkUse, { params: { token }, body: { password, locale } });
    } catch (cause) {
      setIsBusy(false);
      if (isApiError(cause) && cause.code === "not_found") return onDead();
      return setError(errorText(cause));
    }
    // The password is set either way: who could not be let in now logs in by hand.
    const outcome = await logIn(email, password);
    window.location.assign(outcome === "done" ? "/" : "/login");
  }

  return (
    <form onSubmit={(event) => void handleSubmit(event)} noValidate className="grid gap-5">
      <TextField label={t("email")} name="email" type="email" autoComplete="username" value={email} readOnly />
      <PasswordField
        label={t("password")}
        name="password"
        autoComplete="new-password"
        hint={t("passwordHint", { count: MIN_PASSWORD_LENGTH })}
        error={isShort ? t("tooShort", { count: MIN_PASSWORD_LENGTH }) : null}
      />
      <FormError text={error} />
      <Button type="submit" variant="primary" size="large" isBusy={isBusy} className="w-full">
        {t("submit")}
      </Button>
    </form>
  );
}
