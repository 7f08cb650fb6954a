"use client";
import { useTranslations } from "use-intl";
import { PageHeading } from "@/components/ui/page-heading";
import { useAccount } from "@/lib/client/account";
import { LoginsPanel } from "./logins-panel";
import { PasswordPanel } from "./password-panel";
import { ProfilePanel } from "./profile-panel";
import { TokensPanel } from "./tokens-panel";

/** What people do with their own account. */
export function AccountScreen() {
  const t = useTranslations();
  const { user, club } = useAccount();
  return (
    <>
      <PageHeading
        title={t("account.title")}
        lead={[user.email, t(`roles.${user.role}`), club?.name].filter(Boolean).join(" · ")}
      />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
        <ProfilePanel />
        <PasswordPanel />
        <LoginsPanel />
        <TokensPanel />
      </div>
    </>
  );
}
