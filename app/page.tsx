import { redirect } from "next/navigation";
import { can } from "@/lib/auth/permissions";
import { pageContext } from "./(dashboard)/page-context";

/** Who looks after a club begins with how it fares, a player with the courts. */
export default async function HomePage() {
  const ctx = await pageContext().catch(() => null);
  redirect(ctx && can(ctx.actor, "overview:read") ? "/overview" : "/courts");
}
