import { z } from "zod";
import { QuietHours } from "@/lib/contracts/alerts";
import type { Tx } from "@/lib/db/client";
import type { Alert, Event } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { readAlertData } from "./alert-data";
import { type Candidate, coolDown, type Group, partFloods } from "./fold";
import { matchRules, type Rule } from "./match";
import { lockAlerts, type NewAlert, notifyOf, raiseAlerts } from "./raise";

export type StoredEvent = Pick<
  Event,
  "id" | "clubId" | "deviceId" | "cameraId" | "type" | "placedAt" | "receivedAt" | "historical"
>;
type Match = Candidate & { event: StoredEvent; clubId: number; rule: Rule };

/** What came a minute after it happened was kept back somewhere, whatever it says of itself. */
const LATE_MS = 60_000;
/** A drain comes in many batches: what came so shortly before belongs to the same flood. */
const FLOOD_MS = 10 * 60_000;

/**
 * Raises the alerts that a club's rules ask for about events that were just stored, in the order given, in their
 * transaction. Events of no club alert nobody.
 */
export async function applyRules(ctx: Ctx, tx: Tx, events: readonly StoredEvent[]): Promise<void> {
  const matches = await matchAll(tx, events);
  if (matches.length === 0) return;
  // Before it is asked what was told already: two batches at once must not both find nothing.
  await lockAlerts(tx);
  const earlier = await readEarlier(ctx, tx, matches);
  const due = coolDown(matches, earlier);
  const lately = earlier.filter(({ raisedAt }) => raisedAt.getTime() > ctx.clock.now().getTime() - FLOOD_MS);
  const { single, floods } = partFloods(due, (match) => {
    const told = lately.filter((alert) => isLateLike(match, alert));
    return { count: told.length, isFlooded: told.some(isOpenFlood) };
  });
  const unfolded: NewAlert[] = [];
  for (const flood of floods) {
    const open = lately.find((alert) => isLateLike(flood.first, alert) && isOpenFlood(alert));
    if (open) await extend(ctx, tx, open, flood);
    else unfolded.push(toFlood(flood));
  }
  await raiseAlerts(ctx, tx, [...single.map(toAlert), ...unfolded]);
}

async function matchAll(tx: Tx, events: readonly StoredEvent[]): Promise<Match[]> {
  const clubIds = [...new Set(events.flatMap(({ clubId }) => clubId ?? []))];
  if (clubIds.length === 0) return [];
  const found = await tx.alertRule.findMany({
    where: { clubId: { in: clubIds }, enabled: true },
    include: { club: { select: { timezone: true } } },
    orderBy: { createdAt: "asc" },
  });
  const rules = found.map((rule) => ({ ...rule, quietHours: readQuietHours(rule.quietHours) }));
  return events.flatMap((event) => {
    const { clubId, deviceId, cameraId, type: kind } = event;
    const own = rules.filter((rule) => rule.clubId === clubId);
    const at = event.placedAt;
    const rule = own[0] && matchRules({ kind, deviceId, cameraId, at }, own, own[0].club.timezone);
    if (clubId === null || !rule) return [];
    const late = event.historical || event.receivedAt.getTime() - at.getTime() > LATE_MS;
    return [
      { event, clubId, rule, ruleId: rule.id, deviceId, kind, at, late, cooldownMs: rule.cooldownSeconds * 1_000 },
    ];
  });
}

export const readQuietHours = (column: unknown): QuietHours[] => z.array(QuietHours).safeParse(column).data ?? [];

/** Alerts of these rules and devices that may hold one of the matches back, or be of the same flood. */
async function readEarlier(ctx: Ctx, tx: Tx, matches: readonly Match[]): Promise<Alert[]> {
  const times = matches.map(({ at }) => at.getTime());
  const reachMs = Math.max(...matches.map(({ cooldownMs }) => cooldownMs));
  const near = { gt: new Date(Math.min(...times) - reachMs), lt: new Date(Math.max(...times) + reachMs) };
  const hasLate = matches.some(({ late }) => late);
  if (reachMs === 0 && !hasLate) return [];
  const recently = { raisedAt: { gt: new Date(ctx.clock.now().getTime() - FLOOD_MS) } };
  return tx.alert.findMany({
    where: {
      ruleId: { in: [...new Set(matches.map(({ ruleId }) => ruleId))] },
      deviceId: { in: [...new Set(matches.map(({ deviceId }) => deviceId))] },
      OR: [...(reachMs > 0 ? [{ occurredAt: near }] : []), ...(hasLate ? [recently] : [])],
    },
  });
}

const isLateLike = ({ ruleId, deviceId, kind }: Match, alert: Alert): boolean =>
  alert.ruleId === ruleId && alert.deviceId === deviceId && alert.kind === kind && readAlertData(alert.data).late;

const isOpenFlood = (alert: Alert): boolean =>
  alert.acknowledgedAt === null && readAlertData(alert.data).flood !== undefined;

const toAlert = ({ event, clubId, rule, kind, late }: Match): NewAlert => ({
  ...{ clubId, kind, severity: rule.severity, ruleId: rule.id, eventId: event.id },
  ...{ deviceId: event.deviceId, cameraId: event.cameraId, occurredAt: event.placedAt },
  data: late ? { late } : {},
});

const timesOf = ({ members }: Group<Match>) => members.map(({ at }) => at.getTime());

function toFlood(flood: Group<Match>): NewAlert {
  const times = timesOf(flood);
  const data = { late: true, flood: { count: times.length, last_at: iso(Math.max(...times)) } };
  return { ...toAlert(flood.first), eventId: null, occurredAt: new Date(Math.min(...times)), data };
}

/** More of a flood that people have not acknowledged yet: one alert goes on counting. */
async function extend(ctx: Ctx, tx: Tx, open: Alert, flood: Group<Match>): Promise<void> {
  const before = readAlertData(open.data);
  const count = (before.flood?.count ?? 1) + flood.members.length;
  const lastMs = Math.max(...timesOf(flood), Date.parse(before.flood?.last_at ?? "") || 0);
  const occurredAt = new Date(Math.min(...timesOf(flood), open.occurredAt.getTime()));
  const data = { late: true, flood: { count, last_at: iso(lastMs) } };
  await tx.alert.update({ where: { id: open.id }, data: { occurredAt, data } });
  await notifyOf(ctx, tx, open);
}

const iso = (ms: number): string => new Date(ms).toISOString();
