"use client";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { Facts } from "@/components/ui/facts";
import type { OccurrenceView, PlanView } from "@/lib/contracts/schedule";
import { lookOf } from "./look";
import { StateWord } from "./state-word";
import { useWords } from "./use-words";

type Props = { occurrence: OccurrenceView; plan: PlanView | null };

/** Everything there is to know of one time of a plan. */
export function OccurrenceDetails({ occurrence, plan }: Props) {
  const t = useTranslations("schedule");
  const words = useWords();
  return (
    <>
      <Facts
        facts={[
          [t("state"), <StateWord key="state" occurrence={occurrence} />],
          [t("court"), occurrence.court_name],
          [t("time"), words.when(occurrence)],
          [t("repeats"), plan && <Repetition plan={plan} />],
          [t("plannedBy"), plan?.created_by_name],
        ]}
      />
      <Warning occurrence={occurrence} />
    </>
  );
}

function Repetition({ plan }: { plan: PlanView }) {
  const t = useTranslations("schedule");
  const words = useWords();
  if (!plan.weekly) return t("once");
  const day = words.day(plan.starts_on, { weekday: "long" });
  if (plan.ends_on === null) return t("everyDay", { day });
  return t("everyDayUntil", { day, last: words.day(plan.ends_on, { day: "numeric", month: "long", year: "numeric" }) });
}

/** Why it did not start, or what is in its way, and what becomes of it. */
function Warning({ occurrence }: { occurrence: OccurrenceView }) {
  const t = useTranslations("schedule");
  const words = useWords();
  const look = lookOf(occurrence);
  const texts = [
    occurrence.cause && look !== "skipped" && t(`cause.${occurrence.cause}`),
    look === "trying" && occurrence.attempts > 0 && t("triesAgain", { count: occurrence.attempts }),
    look === "failed" && occurrence.state === "started" && t("failedLater"),
    occurrence.conflict && words.conflict(occurrence.conflict),
  ].filter((text) => typeof text === "string");
  if (texts.length === 0) return null;
  return (
    <p className="mt-4 flex items-start gap-2.5 rounded-control bg-warn-soft px-3 py-2.5 text-sm leading-snug text-warn">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{texts.join(" ")}</span>
    </p>
  );
}
