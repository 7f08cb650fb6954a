"use client";
import { Languages } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Menu, MenuChoices } from "@/components/ui/menu";
import { rememberLocale } from "@/lib/client/preferences";
import { LOCALES } from "@/lib/i18n/preferences";

/** The language choices, in a menu of their own or in another one. */
export function LanguageChoices() {
  const t = useTranslations();
  const locale = useLocale();
  const router = useRouter();
  return (
    <MenuChoices
      label={t("nav.language")}
      value={locale}
      choices={LOCALES.map((value) => ({ value, label: t(`languages.${value}`) }))}
      onChoose={(next) => {
        rememberLocale(next);
        router.refresh();
      }}
    />
  );
}

export function LanguageMenu() {
  const t = useTranslations("nav");
  const locale = useLocale();
  return (
    <Menu
      className="min-w-40"
      trigger={
        <Button variant="ghost" aria-label={t("language")} className="px-2.5">
          <Languages aria-hidden className="size-4.5" />
          <span className="uppercase">{locale}</span>
        </Button>
      }
    >
      <LanguageChoices />
    </Menu>
  );
}
