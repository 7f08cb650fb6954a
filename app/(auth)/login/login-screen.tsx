"use client";
import { useTranslations } from "use-intl";
import { LanguageMenu } from "@/components/layout/language-menu";
import { Brand } from "@/components/layout/vigie-mark";
import { LoginForm } from "./login-form";

export function LoginScreen({ next }: { next: string }) {
  const t = useTranslations();
  return (
    <main className="flex flex-col px-6 py-5 sm:px-10 md:py-8">
      <div className="flex items-center justify-between">
        <Brand />
        <LanguageMenu />
      </div>
      <div className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-start pt-10 pb-10 md:justify-center md:pt-0">
        <h1 className="text-3xl font-semibold tracking-tight text-balance">{t("login.title")}</h1>
        <p className="mt-2 mb-8 text-muted">{t("login.lead")}</p>
        <LoginForm next={next} />
      </div>
      <p className="text-center text-sm text-muted md:text-left">{t("brand.tagline")}</p>
    </main>
  );
}
