import type { PersonView, UserState } from "@/lib/contracts/users";
import type { User } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { toUserView } from "./view";

type Row = User & { club: { name: string } | null };
export const PERSON_INCLUDE = { club: { select: { name: true } } } as const;

const stateOf = ({ disabledAt, passwordHash }: User): UserState => {
  if (disabledAt) return "disabled";
  return passwordHash === null ? "invited" : "active";
};

/** People as administrators see them: when they were last here, and whether a link waits for them. */
export async function toPersonViews(ctx: Ctx, rows: Row[]): Promise<PersonView[]> {
  const userId = { in: rows.map(({ id }) => id) };
  const [logins, tokens, links] = await Promise.all([
    ctx.db.login.groupBy({ by: ["userId"], where: { userId }, _max: { lastSeenAt: true } }),
    ctx.db.apiToken.groupBy({ by: ["userId"], where: { userId }, _max: { lastUsedAt: true } }),
    ctx.db.accountLink.groupBy({
      by: ["userId"],
      where: { userId, usedAt: null, expiresAt: { gt: ctx.clock.now() } },
      _max: { expiresAt: true },
    }),
  ]);
  const seen = new Map(logins.map((row) => [row.userId, row._max.lastSeenAt]));
  const used = new Map(tokens.map((row) => [row.userId, row._max.lastUsedAt]));
  const ends = new Map(links.map((row) => [row.userId, row._max.expiresAt]));
  return rows.map((row) => ({
    ...toUserView(row),
    club_name: row.club?.name ?? null,
    state: stateOf(row),
    created_at: row.createdAt.toISOString(),
    last_seen_at: later(seen.get(row.id), used.get(row.id))?.toISOString() ?? null,
    link_expires_at: ends.get(row.id)?.toISOString() ?? null,
  }));
}

type Moment = Date | null | undefined;
const later = (a: Moment, b: Moment): Date | null => (a && b ? (a > b ? a : b) : (a ?? b ?? null));

/** One of them, as they are now. */
export async function readPersonView(ctx: Ctx, id: number): Promise<PersonView> {
  const row = await ctx.db.user.findUniqueOrThrow({ where: { id }, include: PERSON_INCLUDE });
  return (await toPersonViews(ctx, [row]))[0]!;
}
