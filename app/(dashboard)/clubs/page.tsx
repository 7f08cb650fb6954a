import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { pageTitle } from "@/lib/i18n/server";
import { pageContext } from "../page-context";
import { ClubsScreen } from "./clubs-screen";

export const generateMetadata = (): Promise<Metadata> => pageTitle("clubs");

/** Who has one club goes straight to it. */
export default async function ClubsPage() {
  const ctx = await pageContext().catch(() => null);
  const clubId = ctx?.actor.kind === "user" && ctx.actor.role === "CLUB_ADMIN" ? ctx.actor.clubId : null;
  if (clubId !== null) redirect(`/clubs/${clubId}`);
  return <ClubsScreen />;
}
