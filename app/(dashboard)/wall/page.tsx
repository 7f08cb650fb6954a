import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { can } from "@/lib/auth/permissions";
import { pageTitle } from "@/lib/i18n/server";
import { pageContext } from "../page-context";
import { WallScreen } from "./wall-screen";

export const generateMetadata = (): Promise<Metadata> => pageTitle("wall");

export default async function WallPage() {
  const ctx = await pageContext();
  if (ctx && !can(ctx.actor, "camera:watch")) redirect("/courts");
  return <WallScreen />;
}
