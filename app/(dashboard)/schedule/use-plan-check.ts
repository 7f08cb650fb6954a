"use client";
import { useEffect, useState } from "react";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import type { CheckPlan, PlanCheck } from "@/lib/contracts/schedule";

/** Somebody still types. */
const SETTLE_MS = 250;

/** What the server says of a plan as it stands, asked whenever it changes. Null while nothing is known of this very plan. */
export function usePlanCheck(plan: CheckPlan | null): PlanCheck | null {
  const key = plan && JSON.stringify(plan);
  const [known, setKnown] = useState<{ key: string; check: PlanCheck } | null>(null);
  useEffect(() => {
    if (key === null) return;
    let isStale = false;
    const timer = setTimeout(async () => {
      // A refusal is told when the plan is saved.
      const check = await api(routes.planCheck, { body: JSON.parse(key) as CheckPlan }).catch(() => null);
      if (!isStale && check) setKnown({ key, check });
    }, SETTLE_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [key]);
  return known?.key === key ? known.check : null;
}
