"use client";
import { Link2Off } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { LanguageMenu } from "@/components/layout/language-menu";
import { Brand } from "@/components/layout/vigie-mark";
import { Button } from "@/components/ui/button";
import { NoticePanel } from "@/components/ui/notice-panel";
import type { AccountLinkView } from "@/lib/contracts/account";
import { ChoosePasswordForm } from "./choose-password-form";

type Props = { token: string; link: AccountLinkView | null };

/** Where an invitation or a reset leads: choose a password, and in. */
export function WelcomeScreen({ token, link }: Props) {
  const t = useTranslations();
  const [isDead, setIsDead] = useState(link === null);
  return (
    <main className="flex flex-col px-6 py-5 sm:px-10 md:py-8">
      <div className="flex items-center justify-between">
        <Brand />
        <LanguageMenu />
      </div>
      <div className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-start pt-10 pb-10 md:justify-center md:pt-0">
        {link && !isDead ? <Choose token={token} link={link} onDead={() => setIsDead(true)} /> : <DeadLink />}
      </div>
      <p className="text-center text-sm text-muted md:text-left">{t("brand.tagline")}</p>
    </main>
  );
}

function Choose({ token, link, onDead }: { token: string; link: AccountLinkView; onDead: () => void }) {
  const t = useTranslations("welcome");
  const isNew = link.kind === "invite";
  return (
    <>
      <h1 className="text-3xl font-semibold tracking-tight text-balance">
        {isNew ? t("title", { name: link.name }) : t("resetTitle", { name: link.name })}
      </h1>
      <p className="mt-2 mb-8 text-muted">
        {!isNew && t("resetLead")}
        {isNew && link.club_name && t("leadClub", { club: link.club_name })}
        {isNew && !link.club_name && t("lead")}
      </p>
      <ChoosePasswordForm token={token} email={link.email} onDead={onDead} />
    </>
  );
}

function DeadLink() {
  const t = useTranslations("welcome");
  return (
    <NoticePanel headingLevel={1} icon={Link2Off} title={t("deadTitle")} body={t("deadBody")}>
      <Button asChild variant="primary">
        <Link href="/login">{t("toLogin")}</Link>
      </Button>
    </NoticePanel>
  );
}
