import type { ReactNode } from "react";
import { DashboardShell } from "@/components/screens/dashboard-shell";
import { getAccount } from "@/lib/domain/account/get";
import { readPreferences } from "@/lib/i18n/server";
import { pageContext } from "./page-context";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const [{ theme }, account] = await Promise.all([readPreferences(), readAccount()]);
  return (
    <DashboardShell theme={theme} initialAccount={account}>
      {children}
    </DashboardShell>
  );
}

/** Null leaves it to the browser, which goes to the login page, or tries again while the server is in trouble. */
async function readAccount() {
  try {
    const ctx = await pageContext();
    return ctx && (await getAccount(ctx));
  } catch {
    return null;
  }
}
