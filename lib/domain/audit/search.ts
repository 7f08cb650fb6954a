import { notFound, scopeFilter } from "@/lib/auth/permissions";
import type { AuditFilters } from "@/lib/contracts/audit";
import type { Prisma } from "@/lib/db/generated/client";
import type { Ctx } from "../context";

/** Names that match more things than this are too short to be meant. */
const MOST_MATCHES = 200;

/** The rows an actor may see that match the filters. Throws `not_found` for another club, as for one that does not exist. */
export async function whereAudit(ctx: Ctx, filters: AuditFilters): Promise<Prisma.AuditEntryWhereInput> {
  const { clubId: own } = scopeFilter(ctx.actor, "audit:read");
  if (own !== undefined && filters.club_id !== undefined && filters.club_id !== own) throw notFound("Club");
  const clubId = own ?? filters.club_id;
  const { actor, action, target, from, to } = filters;
  return {
    AND: [
      clubId === undefined ? {} : { clubId },
      action === undefined ? {} : byAction(action),
      actor === undefined ? {} : await byActor(ctx, actor, own),
      target === undefined ? {} : await byTarget(ctx, target, own),
      { at: { ...(from && { gte: new Date(from) }), ...(to && { lt: new Date(to) }) } },
    ],
  };
}

const byAction = (action: string): Prisma.AuditEntryWhereInput =>
  action.includes(".") ? { action } : { action: { startsWith: `${action}.` } };

/** People of other clubs are not searched for: their names must not be guessed by what is found. */
async function byActor(ctx: Ctx, text: string, own: number | undefined): Promise<Prisma.AuditEntryWhereInput> {
  const contains = containing(text);
  const people = await ctx.db.user.findMany({
    where: {
      AND: [
        { OR: [{ name: contains }, { email: contains }] },
        own === undefined ? {} : { OR: [{ clubId: own }, { clubId: null }] },
      ],
    },
    select: { id: true },
    take: MOST_MATCHES,
  });
  return { OR: [{ actor: text }, { actor: { in: people.map(({ id }) => `user:${id}`) } }] };
}

/** An id, or what a court, a camera or a person is called today. */
async function byTarget(ctx: Ctx, text: string, own: number | undefined): Promise<Prisma.AuditEntryWhereInput> {
  const name = containing(text);
  const ofClub = own === undefined ? {} : { clubId: own };
  const find = { where: { name, ...ofClub }, select: { id: true }, take: MOST_MATCHES };
  const [courts, cameras, users] = await Promise.all([
    ctx.db.court.findMany(find),
    ctx.db.camera.findMany(find),
    ctx.db.user.findMany(find),
  ]);
  const about = (kind: string, rows: { id: number }[]): Prisma.AuditEntryWhereInput => ({
    action: { startsWith: `${kind}.` },
    target: { in: rows.map(({ id }) => String(id)) },
  });
  return { OR: [{ target: text }, about("court", courts), about("camera", cameras), about("user", users)] };
}

/** What `LIKE` takes for a wildcard is looked for as it is. */
const containing = (text: string) => ({
  contains: text.replace(/[\\%_]/g, "\\$&"),
  mode: "insensitive" as const,
});
