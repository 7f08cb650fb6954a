/** Something a rule lets through; `late` says that it was told long after it happened. */
export type Candidate = { ruleId: string; deviceId: string; kind: string; at: Date; late: boolean; cooldownMs: number };
/** An alert raised before. `count` is past 1 for one that stands for many late events. */
export type Earlier = { ruleId: string | null; deviceId: string | null; kind: string; occurredAt: Date };

const isSame = (a: Candidate, b: { ruleId: string | null; deviceId: string | null; kind: string }): boolean =>
  a.ruleId === b.ruleId && a.deviceId === b.deviceId && a.kind === b.kind;

/**
 * Leaves out what comes within the cool-down of an alert of the same rule, device and kind: one raised before, or one of
 * these. What happened counts, not when it was told, so that a device that was away is held to the same pace.
 */
export function coolDown<C extends Candidate>(candidates: readonly C[], earlier: readonly Earlier[]): C[] {
  const kept: C[] = [];
  for (const candidate of candidates) {
    const isNear = (at: Date) => Math.abs(candidate.at.getTime() - at.getTime()) < candidate.cooldownMs;
    const isTold =
      earlier.some((alert) => isSame(candidate, alert) && isNear(alert.occurredAt)) ||
      kept.some((one) => isSame(candidate, one) && isNear(one.at));
    if (!isTold) kept.push(candidate);
  }
  return kept;
}

/** Late alerts of one rule, device and kind that people get one by one; what is past it becomes one alert with a count. */
export const MAX_LATE = 20;

export type Group<C> = { first: C; members: C[] };

/**
 * Parts what is told one by one from the floods: late events of one rule, device and kind of which, with those
 * `toldLately`, there are more than MAX_LATE. A device that was away for a week must not ring a thousand times.
 */
export function partFloods<C extends Candidate>(
  candidates: readonly C[],
  toldLately: (candidate: C) => { count: number; isFlooded: boolean },
): { single: C[]; floods: Group<C>[] } {
  const groups: Group<C>[] = [];
  for (const candidate of candidates.filter(({ late }) => late)) {
    const group = groups.find(({ first }) => isSame(first, candidate));
    if (group) group.members.push(candidate);
    else groups.push({ first: candidate, members: [candidate] });
  }
  const floods = groups.filter(({ first, members }) => {
    const { count, isFlooded } = toldLately(first);
    return isFlooded || count + members.length > MAX_LATE;
  });
  const flooded = new Set(floods.flatMap(({ members }) => members));
  return { single: candidates.filter((candidate) => !flooded.has(candidate)), floods };
}
