"use client";
import { CircleAlert, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { useAccount } from "@/lib/client/account";
import type { OverviewProblem } from "@/lib/contracts/overview";
import { actionOf } from "./problem-action";
import { useMoment } from "./use-moment";

type Props = { problems: OverviewProblem[]; showsClub: boolean };

/** What is wrong, worst first; nothing when nothing is. */
export function ProblemList({ problems, showsClub }: Props) {
  if (problems.length === 0) return null;
  return (
    <ul className="grid gap-3">
      {problems.map((problem) => (
        <ProblemCard
          key={[problem.kind, problem.court?.id, problem.device?.id, problem.session_id].join("/")}
          problem={problem}
          showsClub={showsClub}
        />
      ))}
    </ul>
  );
}

/** Its cause in one sentence, and the one action that helps. */
function ProblemCard({ problem, showsClub }: { problem: OverviewProblem; showsClub: boolean }) {
  const t = useTranslations("overview");
  const momentOf = useMoment();
  const { can } = useAccount();
  const { kind, severity, court, device, since, count, is_recording } = problem;
  const href = actionOf(problem, can);
  const Icon = severity === "bad" ? CircleAlert : TriangleAlert;
  const subject = court?.name ?? device?.name;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-3 rounded-card border border-line bg-surface p-4 shadow-card sm:flex-nowrap sm:items-center sm:p-5">
      <span
        className={cx(
          "grid size-10 shrink-0 place-items-center rounded-full",
          severity === "bad" ? "bg-rec-soft text-rec" : "bg-warn-soft text-warn",
        )}
      >
        <Icon aria-hidden className="size-5" />
      </span>
      <div className="min-w-[calc(100%-4rem)] flex-1 sm:min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2.5">
          {subject && <strong className="font-semibold tracking-tight">{subject}</strong>}
          {showsClub && court && <span className="text-sm text-muted">{court.club_name}</span>}
          {is_recording && <span className="text-sm font-medium text-rec">{t("whileRecording")}</span>}
          {since && <span className="text-sm text-muted tabular-nums">{t("since", { time: momentOf(since) })}</span>}
        </p>
        <p className="mt-0.5 max-w-3xl text-sm leading-relaxed text-pretty">
          {/* Most of these sentences count nothing. */}
          {t(`problem.${kind}`, { count: count ?? 0 } as never)}
        </p>
      </div>
      {href && (
        <Button asChild className="ml-14 sm:ml-0">
          <Link href={href}>{t(`action.${problem.action}`)}</Link>
        </Button>
      )}
    </li>
  );
}
