import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { can } from "@/lib/auth/permissions";
import { pageTitle } from "@/lib/i18n/server";
import { pageContext } from "../page-context";
import { OverviewScreen } from "./overview-screen";

export const generateMetadata = (): Promise<Metadata> => pageTitle("overview");

export default async function OverviewPage() {
  const ctx = await pageContext();
  if (ctx && !can(ctx.actor, "overview:read")) redirect("/courts");
  return <OverviewScreen />;
}
