"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useSWRConfig } from "swr";
import { useLocale, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Panel } from "@/components/ui/panel";
import { useToast } from "@/components/ui/toast";
import { useAccount } from "@/lib/client/account";
import { api } from "@/lib/client/api";
import { rememberLocale } from "@/lib/client/preferences";
import { routes } from "@/lib/client/routes";
import { usePeopleRefusal } from "@/lib/client/use-people-refusal";
import { useSubmit } from "@/lib/client/use-submit";
import type { Locale } from "@/lib/contracts/common";
import { LOCALES } from "@/lib/i18n/preferences";

/** Name and language. The language is kept with the account, and chosen for this browser at once. */
export function ProfilePanel() {
  const t = useTranslations();
  const router = useRouter();
  const shown = useLocale() as Locale;
  const showToast = useToast();
  const { mutate } = useSWRConfig();
  const { user } = useAccount();
  const { isBusy, error, submit } = useSubmit(usePeopleRefusal());
  const [name, setName] = useState(user.name);
  const [locale, setLocale] = useState<Locale>(user.locale);
  const hasChanged = name.trim() !== user.name || locale !== user.locale || locale !== shown;
  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (!name.trim()) return;
    const answer = await submit(() => api(routes.accountUpdate, { body: { name: name.trim(), locale } }));
    if (!answer) return;
    rememberLocale(locale);
    await mutate(routes.account.path);
    showToast({ tone: "good", text: t("account.saved") });
    router.refresh();
  }
  return (
    <Panel title={t("account.profile")}>
      <form onSubmit={(event) => void handleSubmit(event)} noValidate className="grid gap-4">
        <TextField
          label={t("account.name")}
          autoComplete="name"
          maxLength={80}
          value={name}
          error={name.trim() ? null : t("account.nameMissing")}
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField
          label={t("account.language")}
          value={locale}
          onChange={(event) => setLocale(event.target.value as Locale)}
        >
          {LOCALES.map((value) => (
            <option key={value} value={value}>
              {t(`languages.${value}`)}
            </option>
          ))}
        </SelectField>
        <FormError text={error} />
        <div className="flex justify-end">
          <Button type="submit" variant="primary" isBusy={isBusy} disabled={!hasChanged}>
            {t("common.save")}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
