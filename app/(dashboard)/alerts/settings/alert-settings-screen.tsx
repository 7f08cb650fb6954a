"use client";
import { ArrowLeft, BellRing } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { BrowserSignals } from "@/components/alerts/browser-signals";
import { NoticePanel } from "@/components/ui/notice-panel";
import { PageHeading } from "@/components/ui/page-heading";
import { useAccount } from "@/lib/client/account";
import { RulesPanel } from "./rules-panel";

/** How this browser calls, and, for administrators, which events alert the club. */
export function AlertSettingsScreen() {
  const t = useTranslations("alerts");
  const { can } = useAccount();
  if (!can("alert:read"))
    return <NoticePanel headingLevel={1} icon={BellRing} title={t("notYoursTitle")} body={t("notYoursBody")} />;
  return (
    <>
      <Link href="/alerts" className="mb-3 inline-flex items-center gap-1.5 text-sm text-muted hover:text-ink">
        <ArrowLeft aria-hidden className="size-4" />
        {t("title")}
      </Link>
      <PageHeading title={t("settings")} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        {can("alert:rules") && <RulesPanel />}
        <BrowserSignals />
      </div>
    </>
  );
}
