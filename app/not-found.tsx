import { Telescope } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { createTranslator } from "use-intl/core";
import { buttonClasses } from "@/components/ui/button";
import { NoticePanel } from "@/components/ui/notice-panel";
import { messages } from "@/lib/i18n/messages";
import { pageTitle, readPreferences } from "@/lib/i18n/server";

export const generateMetadata = (): Promise<Metadata> => pageTitle("notFound");

/** Rendered on the server alone: every page carries it along, and needs no script of it. */
export default async function NotFound() {
  const { locale } = await readPreferences();
  const t = createTranslator({ locale, messages: messages[locale] });
  return (
    <main className="page-width grid min-h-dvh max-w-xl content-center">
      <NoticePanel headingLevel={1} icon={Telescope} title={t("errors.notFoundTitle")} body={t("errors.notFoundBody")}>
        <Link href="/courts" className={buttonClasses({ variant: "primary" })}>
          {t("errors.toCourts")}
        </Link>
      </NoticePanel>
    </main>
  );
}
