import type { ReactNode } from "react";
import { DashboardShell } from "@/components/screens/dashboard-shell";
import { readPreferences } from "@/lib/i18n/server";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { theme } = await readPreferences();
  return <DashboardShell theme={theme}>{children}</DashboardShell>;
}
