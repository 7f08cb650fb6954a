/** A trigger that took clips, and which: later ones may belong to them. */
export type Taken = { eventId: string; atMs: number; clips: readonly TakenClip[] };
export type TakenClip = { camera: number; file_id: string };

/**
 * What a trigger becomes: `alone` takes its own clips; `merged` belongs to those of an earlier one, which it does not make
 * longer: somebody who stands on the mat must not film for ever.
 */
export type Fate = { kind: "alone" } | { kind: "merged"; into: Taken };

export function fateOf(last: Taken | null, atMs: number, mergeMs: number): Fate {
  return last && atMs - last.atMs < mergeMs ? { kind: "merged", into: last } : { kind: "alone" };
}

/** Whether a trigger is told at all. */
export const isCool = (lastTriggerMs: number | null, atMs: number, cooldownMs: number): boolean =>
  lastTriggerMs === null || atMs - lastTriggerMs >= cooldownMs;
