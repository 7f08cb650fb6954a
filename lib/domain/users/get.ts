import { authorize } from "@/lib/auth/permissions";
import type { PersonView } from "@/lib/contracts/users";
import type { Ctx } from "../context";
import { PERSON_INCLUDE, toPersonViews } from "./person-view";

/** One person of the actor's reach. */
export async function getUser(ctx: Ctx, id: number): Promise<PersonView> {
  const row = await ctx.db.user.findUnique({ where: { id }, include: PERSON_INCLUDE });
  authorize(ctx.actor, "user:read", row, "Person");
  return (await toPersonViews(ctx, [row]))[0]!;
}
