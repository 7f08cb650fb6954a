import type { QuietHours } from "@/lib/contracts/alerts";
import { addDays, minuteOf, wallClock, weekday } from "@/lib/core/zoned-time";
import type { AlertRule } from "@/lib/db/generated/client";

/** What a rule looks at. `at` is when it happened, as far as that can be known. */
export type Happening = { kind: string; deviceId: string; cameraId: number | null; at: Date };
export type Rule = Omit<AlertRule, "quietHours"> & { quietHours: QuietHours[] };

const RANK = { info: 0, warning: 1, critical: 2 };

/**
 * The rule that makes this an alert: the most severe of those that are on, ask for its kind, device and camera, and are
 * not in their quiet hours on the clock of `timeZone`. Null when there is none. Cool-downs need a memory: `cool-down.ts`.
 */
export function matchRules(happening: Happening, rules: readonly Rule[], timeZone: string): Rule | null {
  const matching = rules.filter(
    (rule) =>
      rule.enabled &&
      rule.kinds.some((kind) => isOfKind(happening.kind, kind)) &&
      isAmong(happening.deviceId, rule.deviceIds) &&
      isAmong(happening.cameraId, rule.cameraIds) &&
      !isQuiet(rule.quietHours, happening.at, timeZone),
  );
  return matching.toSorted((a, b) => RANK[b.severity] - RANK[a.severity])[0] ?? null;
}

/** `camera` stands for `camera.lost` and its like, `button.pressed` for itself. */
export const isOfKind = (kind: string, asked: string): boolean => kind === asked || kind.startsWith(`${asked}.`);

/** An empty list asks for everything. */
const isAmong = <T>(one: T | null, wanted: readonly T[]): boolean =>
  wanted.length === 0 || (one !== null && wanted.includes(one));

/** As the wall clock shows it, so that a night is a night whichever way the clocks are changed in it. */
export function isQuiet(hours: readonly QuietHours[], at: Date, timeZone: string): boolean {
  if (hours.length === 0) return false;
  const { day, minute } = wallClock(at.getTime(), timeZone);
  const [today, yesterday] = [weekday(day), weekday(addDays(day, -1))];
  return hours.some(({ days, from, to }) => {
    const [start, end] = [minuteOf(from), minuteOf(to)];
    if (start < end) return days.includes(today) && minute >= start && minute < end;
    return (days.includes(today) && minute >= start) || (days.includes(yesterday) && minute < end);
  });
}
