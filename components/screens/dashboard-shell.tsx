"use client";
import { type ReactNode, useEffect } from "react";
import { SWRConfig } from "swr";
import { useTranslations } from "use-intl";
import { AlertWatch } from "@/components/alerts/alert-watch";
import { TimeZone } from "@/components/layout/texts";
import { ErrorState } from "@/components/ui/error-state";
import { ToastProvider } from "@/components/ui/toast";
import { AccountProvider, useAccount } from "@/lib/client/account";
import { isApiError, isPassing } from "@/lib/client/api-error";
import { routes } from "@/lib/client/routes";
import { loginPath } from "@/lib/client/safe-next";
import { SocketProvider } from "@/lib/client/socket";
import { useApi } from "@/lib/client/use-api";
import { useErrorText } from "@/lib/client/use-error-text";
import type { UserView } from "@/lib/contracts/auth";
import type { ClubView } from "@/lib/contracts/clubs";
import type { Theme } from "@/lib/i18n/preferences";
import { DashboardFrame, DashboardSkeleton } from "./dashboard-frame";

type Props = {
  theme: Theme;
  /** As the server knows it, so that the first paint is whole. */
  initialAccount: { user: UserView; club: ClubView | null } | null;
  children: ReactNode;
};

/** A login that ended anywhere leads to the login page, and back here afterwards. */
function handleReadError(error: unknown): void {
  if (isApiError(error) && error.code === "unauthenticated")
    window.location.assign(loginPath(window.location.pathname + window.location.search));
}

const READING = {
  onError: handleReadError,
  shouldRetryOnError: isPassing,
  errorRetryInterval: 3_000,
  // A page that opens asks, even if another one asked a second ago: nobody listened to notices in between.
  dedupingInterval: 0,
};

export function DashboardShell(props: Props) {
  return (
    <SWRConfig value={READING}>
      <AccountGate {...props} />
    </SWRConfig>
  );
}

/** On the wall too; players have no alerts. */
const AlertsOfStaff = () => useAccount().can("alert:read") && <AlertWatch />;

function AccountGate({ theme, initialAccount, children }: Props) {
  const t = useTranslations("common");
  const errorText = useErrorText();
  const { data, error, mutate } = useApi(routes.account, {}, { fallbackData: initialAccount ?? undefined });
  const isLoggedOut = isApiError(error) && error.code === "unauthenticated";
  useEffect(() => {
    // Also when the first answer already was an error that SWR had kept.
    if (isLoggedOut) handleReadError(error);
  }, [isLoggedOut, error]);

  if (!data && error && !isLoggedOut)
    return (
      <main className="page-width grid min-h-dvh max-w-xl content-center">
        <ErrorState headingLevel={1} text={errorText(error)} onRetry={() => void mutate()} />
      </main>
    );
  if (!data || isLoggedOut) return <DashboardSkeleton />;
  return (
    <AccountProvider user={data.user} club={data.club}>
      <TimeZone timeZone={data.club?.timezone ?? null}>
        <SocketProvider>
          <ToastProvider closeLabel={t("close")}>
            <DashboardFrame theme={theme}>{children}</DashboardFrame>
            <AlertsOfStaff />
          </ToastProvider>
        </SocketProvider>
      </TimeZone>
    </AccountProvider>
  );
}
