"use client";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { PasswordField } from "@/components/ui/password-field";
import { logIn } from "@/lib/client/log-in";

type Missing = { email?: boolean; password?: boolean };

/** Works with the browser's password manager; a full page load follows, so that nothing of an earlier login stays. */
export function LoginForm({ next }: { next: string }) {
  const t = useTranslations("login");
  const [missing, setMissing] = useState<Missing>({});
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [email, password] = [String(form.get("email")).trim(), String(form.get("password"))];
    setMissing({ email: !email, password: !password });
    setError(null);
    if (!email || !password) return;
    setIsBusy(true);
    const outcome = await logIn(email, password);
    if (outcome === "done") return window.location.assign(next);
    setError(t(`outcome.${outcome}`));
    setIsBusy(false);
  }

  return (
    <form onSubmit={handleSubmit} noValidate className="grid gap-5">
      <TextField
        label={t("email")}
        name="email"
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        error={missing.email ? t("emailMissing") : null}
      />
      <PasswordField
        label={t("password")}
        name="password"
        autoComplete="current-password"
        error={missing.password ? t("passwordMissing") : null}
      />
      <FormError text={error} />
      <Button type="submit" variant="primary" size="large" isBusy={isBusy} className="w-full">
        {isBusy ? t("submitting") : t("submit")}
      </Button>
    </form>
  );
}
