import { authorize, notFound, type Permission, scopeFilter } from "@/lib/auth/permissions";
import type { AlertRuleView, CreateAlertRule, UpdateAlertRule } from "@/lib/contracts/alerts";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Prisma } from "@/lib/db/generated/client";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { readQuietHours } from "./apply-rules";

const RULE_INCLUDE = { club: { select: { timezone: true } } } satisfies Prisma.AlertRuleInclude;
type RuleRow = Prisma.AlertRuleGetPayload<{ include: typeof RULE_INCLUDE }>;
const PERMISSION: Permission = "alert:rules";
/** Enough for every sensor of a site; a list that nobody can overlook helps nobody. */
const MAX_RULES = 50;

/** The rules of the actor's club, oldest first; a super admin sees those of the club asked for, or all. */
export async function listRules(ctx: Ctx, query: { club_id?: number | undefined }): Promise<AlertRuleView[]> {
  const { clubId: own } = scopeFilter(ctx.actor, PERMISSION);
  if (own !== undefined && query.club_id !== undefined && query.club_id !== own) throw notFound("Club");
  const clubId = own ?? query.club_id;
  const rows = await ctx.db.alertRule.findMany({
    where: clubId === undefined ? {} : { clubId },
    include: RULE_INCLUDE,
    orderBy: [{ clubId: "asc" }, { createdAt: "asc" }, { id: "asc" }],
    take: 500,
  });
  return rows.map(toRuleView);
}

/** Throws `unprocessable` when a super admin names no club, and `not_found` for a foreign club, device or camera. */
export async function createRule(ctx: Ctx, { club_id, ...input }: CreateAlertRule): Promise<AlertRuleView> {
  const { clubId: own } = scopeFilter(ctx.actor, PERMISSION);
  const clubId = club_id ?? own;
  if (clubId === undefined) throw new AppError("unprocessable", "Say which club the rule is for: club_id is missing.");
  const club = await ctx.db.club.findUnique({ where: { id: clubId }, select: { id: true } });
  authorize(ctx.actor, PERMISSION, club && { clubId }, "Club");
  await requirePlaces(ctx, clubId, input);
  const row = await ctx.db.$transaction(async (tx) => {
    if ((await tx.alertRule.count({ where: { clubId } })) >= MAX_RULES)
      throw new AppError("conflict", `A club has at most ${MAX_RULES} rules. Remove or join some first.`);
    const data = { id: newId(), clubId, createdAt: ctx.clock.now(), name: input.name, kinds: input.kinds };
    const made = await tx.alertRule.create({ data: { ...toColumns(input), ...data }, include: RULE_INCLUDE });
    await audit(tx, ctx, "alert_rule.create", made.id, { clubId, details: { ...input } });
    return made;
  });
  return toRuleView(row);
}

/** Changes what is given, for what happens from now on. Throws `not_found` for an absent or foreign rule, device or camera. */
export async function updateRule(ctx: Ctx, id: string, input: UpdateAlertRule): Promise<AlertRuleView> {
  const { clubId, name } = await findRule(ctx, id);
  await requirePlaces(ctx, clubId, input);
  return ctx.db.$transaction(async (tx) => {
    const { count } = await tx.alertRule.updateMany({ where: { id }, data: toColumns(input) });
    if (count === 0) throw notFound("Rule");
    await audit(tx, ctx, "alert_rule.update", id, { clubId, details: { name, ...input } });
    return toRuleView(await tx.alertRule.findUniqueOrThrow({ where: { id }, include: RULE_INCLUDE }));
  });
}

/** What it raised stays. */
export async function deleteRule(ctx: Ctx, id: string): Promise<AlertRuleView> {
  const rule = await findRule(ctx, id);
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.alertRule.deleteMany({ where: { id } });
    if (count === 0) throw notFound("Rule");
    await audit(tx, ctx, "alert_rule.delete", id, { clubId: rule.clubId, details: { name: rule.name } });
  });
  return toRuleView(rule);
}

async function findRule(ctx: Ctx, id: string): Promise<RuleRow> {
  const rule = await ctx.db.alertRule.findUnique({ where: { id }, include: RULE_INCLUDE });
  authorize(ctx.actor, PERMISSION, rule, "Rule");
  return rule as RuleRow;
}

/** A rule names only what its club has or is served by. */
async function requirePlaces(ctx: Ctx, clubId: number, { devices = [], cameras = [] }: UpdateAlertRule): Promise<void> {
  const [known, filming] = await Promise.all([
    ctx.db.device.findMany({
      where: { id: { in: devices }, OR: [{ clubId }, { cameras: { some: { clubId, deletedAt: null } } }] },
      select: { id: true },
    }),
    ctx.db.camera.findMany({ where: { id: { in: cameras }, clubId }, select: { id: true } }),
  ]);
  if (known.length < new Set(devices).size) throw notFound("Device");
  if (filming.length < new Set(cameras).size) throw notFound("Camera");
}

const toColumns = (input: UpdateAlertRule) => ({
  ...(input.name !== undefined && { name: input.name }),
  ...(input.enabled !== undefined && { enabled: input.enabled }),
  ...(input.kinds !== undefined && { kinds: input.kinds }),
  ...(input.devices !== undefined && { deviceIds: input.devices }),
  ...(input.cameras !== undefined && { cameraIds: input.cameras }),
  ...(input.quiet_hours !== undefined && { quietHours: input.quiet_hours }),
  ...(input.cooldown_seconds !== undefined && { cooldownSeconds: input.cooldown_seconds }),
  ...(input.severity !== undefined && { severity: input.severity }),
});

const toRuleView = (rule: RuleRow): AlertRuleView => ({
  id: rule.id,
  club_id: rule.clubId,
  name: rule.name,
  enabled: rule.enabled,
  kinds: rule.kinds,
  devices: rule.deviceIds,
  cameras: rule.cameraIds,
  quiet_hours: readQuietHours(rule.quietHours),
  cooldown_seconds: rule.cooldownSeconds,
  severity: rule.severity,
  timezone: rule.club.timezone,
});
