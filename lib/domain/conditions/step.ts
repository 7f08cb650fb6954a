/**
 * What is known now: `bad`, `well`, nothing (`unknown`: what is known goes on), or that nobody looks any more (`resting`:
 * a suspicion ends, what is certain stays until it is seen well). A `bad` moment says when it happened; a lasting one does not.
 */
export type Observation = { state: "bad"; at?: Date } | { state: "well" | "unknown" | "resting" };

/** One trouble of one thing, as it is kept. */
export type Condition = {
  openedAt: Date;
  confirmedAt: Date | null;
  wellSince: Date | null;
  recoveredAt: Date | null;
};
/** How long it must be bad before people are told, and well before they are told so; milliseconds. */
export type Patience = { confirmMs: number; recoverMs: number };
export type Effect = "raise" | "recover" | null;

/**
 * ```
 *   over ──bad──► suspected ──bad for confirmMs──► certain ──well──► easing ──well for recoverMs──► over
 *    ▲──────────────well│                    raise    ▲──────bad──────│                   recover
 * ```
 * A trouble that flaps stays certain: people hear of it once, and once that it is over. A moment that happened before the
 * trouble was last over says nothing new. The same condition comes back when nothing changed.
 */
export function step(
  condition: Condition | null,
  observation: Observation,
  now: Date,
  patience: Patience,
): [Condition | null, Effect] {
  const known = condition && condition.recoveredAt === null ? condition : null;
  switch (observation.state) {
    case "bad":
      return seeBad(condition, known, observation.at, now, patience);
    case "well":
      return known ? seeWell(known, now, patience) : [condition, null];
    case "resting":
      return known && known.confirmedAt === null ? [{ ...known, recoveredAt: now }, null] : [condition, null];
    case "unknown":
      return [condition, null];
  }
}

function seeBad(
  condition: Condition | null,
  known: Condition | null,
  at: Date | undefined,
  now: Date,
  { confirmMs }: Patience,
): [Condition | null, Effect] {
  if (!known && at && condition?.recoveredAt && at <= condition.recoveredAt) return [condition, null];
  const open = known ?? { openedAt: at ?? now, confirmedAt: null, wellSince: null, recoveredAt: null };
  if (open.confirmedAt) return [open.wellSince ? { ...open, wellSince: null } : open, null];
  if (now.getTime() - open.openedAt.getTime() < confirmMs) return [open, null];
  return [{ ...open, confirmedAt: now }, "raise"];
}

function seeWell(known: Condition, now: Date, { recoverMs }: Patience): [Condition, Effect] {
  if (known.confirmedAt === null) return [{ ...known, recoveredAt: now }, null];
  const wellSince = known.wellSince ?? now;
  if (now.getTime() - wellSince.getTime() >= recoverMs) return [{ ...known, wellSince, recoveredAt: now }, "recover"];
  return [known.wellSince ? known : { ...known, wellSince }, null];
}
