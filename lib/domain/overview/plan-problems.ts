import type { Facts, Found, PlanFacts } from "./problem-facts";

/** Planned recordings that did not start, unless that court was recorded after all. One word for each court. */
export function findPlanProblems({ plans, recordings }: Facts): Found[] {
  const isMadeUpFor = ({ court, startsAt }: PlanFacts) =>
    recordings.some((one) => one.court?.id === court.id && one.status !== "failed" && one.endsAt > startsAt);
  const newest = new Map<number, PlanFacts>();
  for (const plan of plans) {
    const known = newest.get(plan.court.id);
    if (!isMadeUpFor(plan) && (!known || known.startsAt < plan.startsAt)) newest.set(plan.court.id, plan);
  }
  return [...newest.values()].map(({ court, startsAt }) => ({ kind: "plan_not_started", court, since: startsAt }));
}
