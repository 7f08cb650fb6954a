"use client";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Brand } from "@/components/layout/vigie-mark";

/** A page outside of the application: no navigation, nothing of the club but what is shown. */
export function SharedFrame({ children }: { children: ReactNode }) {
  const t = useTranslations("sharing.shared");
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="border-b border-line">
        <div className="page-width flex h-16 max-w-5xl items-center">
          <Brand />
        </div>
      </header>
      <main className="page-width max-w-5xl flex-1 py-6 md:py-10">{children}</main>
      <footer className="page-width max-w-5xl pb-6 text-sm text-muted">{t("madeWith")}</footer>
    </div>
  );
}
