"use client";
import { Eye, EyeOff } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { logIn } from "@/lib/client/log-in";

type Missing = { email?: boolean; password?: boolean };

/** Works with the browser's password manager; a full page load follows, so that nothing of an earlier login stays. */
export function LoginForm({ next }: { next: string }) {
  const t = useTranslations("login");
  const [missing, setMissing] = useState<Missing>({});
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [isShown, setIsShown] = useState(false);

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
      <TextField
        label={t("password")}
        name="password"
        type={isShown ? "text" : "password"}
        autoComplete="current-password"
        maxLength={200}
        error={missing.password ? t("passwordMissing") : null}
        trailing={
          <button
            type="button"
            aria-label={isShown ? t("hidePassword") : t("showPassword")}
            onClick={() => setIsShown(!isShown)}
            className="grid size-9 place-items-center rounded-control text-muted hover:text-ink"
          >
            {isShown ? <EyeOff aria-hidden className="size-4.5" /> : <Eye aria-hidden className="size-4.5" />}
          </button>
        }
      />
      <FormError text={error} />
      <Button type="submit" variant="primary" size="large" isBusy={isBusy} className="w-full">
        {isBusy ? t("submitting") : t("submit")}
      </Button>
    </form>
  );
}
