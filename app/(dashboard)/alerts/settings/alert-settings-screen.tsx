"use client";
import { ArrowLeft, BellRing } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { BrowserSignals } from "@/components/alerts/browser-signals";
import { SelectField } from "@/components/ui/field";
import { NoticePanel } from "@/components/ui/notice-panel";
import { PageHeading } from "@/components/ui/page-heading";
import { useAccount } from "@/lib/client/account";
import { useClubs } from "@/lib/client/use-clubs";
import { RulesPanel } from "./rules-panel";
import { useRules } from "./use-rules";
import { WebhooksPanel } from "./webhooks-panel";

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
        {/* First on a phone: what is still being read then grows below all else. */}
        <div className="lg:order-last">
          <BrowserSignals />
        </div>
        {can("alert:rules") && <ClubSettings />}
      </div>
    </>
  );
}

/** What an administrator decides for a club; a super admin chooses which club first. */
function ClubSettings() {
  const t = useTranslations("alerts");
  const { club } = useAccount();
  const clubs = useClubs();
  const [chosen, setChosen] = useState<number | null>(null);
  const clubId = club?.id ?? chosen ?? clubs[0]?.id ?? null;
  const { rules, error } = useRules(clubId);
  return (
    <div className="grid gap-6">
      {!club && clubs.length > 1 && (
        <SelectField
          className="max-w-xs"
          label={t("rulesOfClub")}
          value={clubId ?? ""}
          onChange={(event) => setChosen(Number(event.target.value))}
        >
          {clubs.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      <RulesPanel clubId={clubId} />
      {(rules || error) && <WebhooksPanel clubId={clubId} />}
    </div>
  );
}
