"use client";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { AlertBell } from "@/components/alerts/alert-bell";
import { Header } from "@/components/layout/header";
import { LanguageMenu } from "@/components/layout/language-menu";
import { BottomNavigation } from "@/components/layout/navigation";
import { OfflineBanner } from "@/components/layout/offline-banner";
import { mainPlaces, sections } from "@/components/layout/places";
import { SectionTabs } from "@/components/layout/section-tabs";
import { UserMenu } from "@/components/layout/user-menu";
import { Brand } from "@/components/layout/vigie-mark";
import { Skeleton } from "@/components/ui/skeleton";
import { useAccount } from "@/lib/client/account";
import { useOpenAlerts } from "@/lib/client/alerts/use-open-alerts";
import { logOut } from "@/lib/client/log-in";
import { useLinkState } from "@/lib/client/socket";
import type { Theme } from "@/lib/i18n/preferences";

/** Header, navigation and the place for a page. */
export function DashboardFrame({ theme, children }: { theme: Theme; children: ReactNode }) {
  const { user, club, can, seesOnlyOwn } = useAccount();
  const link = useLinkState();
  const isBare = usePathname() === "/wall";
  const places = mainPlaces(can, seesOnlyOwn("file:list"));
  if (isBare) return <BareFrame isOffline={link === "offline"}>{children}</BareFrame>;
  return (
    <>
      <Header clubName={club?.name ?? null} places={places} banner={<OfflineBanner isOffline={link === "offline"} />}>
        {can("alert:read") && <OpenAlerts />}
        <LanguageMenu />
        <UserMenu user={user} clubName={club?.name ?? null} initialTheme={theme} onSignOut={() => void logOut()} />
      </Header>
      <main id="content" tabIndex={-1} className="page-width pt-6 pb-28 outline-none md:pt-8 md:pb-16">
        {sections(can).map((section) => (
          <SectionTabs key={section.name} {...section} />
        ))}
        {children}
      </main>
      <BottomNavigation places={places} />
    </>
  );
}

function OpenAlerts() {
  const { openCount, newest } = useOpenAlerts();
  return <AlertBell openCount={openCount} newest={newest} />;
}

/** The wall fills the screen by itself. */
const BareFrame = ({ isOffline, children }: { isOffline: boolean; children: ReactNode }) => (
  <main id="content">
    {children}
    <div className="fixed inset-x-0 bottom-0 z-40">
      <OfflineBanner isOffline={isOffline} />
    </div>
  </main>
);

/** The same outline while it is not known yet who is there. */
export function DashboardSkeleton() {
  const t = useTranslations("common");
  return (
    <>
      <header className="border-b border-line">
        <div className="page-width flex h-16 items-center justify-between">
          <Brand />
          <Skeleton className="size-10 rounded-full" />
        </div>
      </header>
      <main>
        <h1 className="sr-only">{t("loading")}</h1>
      </main>
    </>
  );
}
