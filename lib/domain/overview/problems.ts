import type { OverviewProblem, ProblemAction, ProblemKind } from "@/lib/contracts/overview";
import { findCourtProblems } from "./court-problems";
import { findDeviceProblems } from "./device-problems";
import { findPlanProblems } from "./plan-problems";
import type { Facts, Found } from "./problem-facts";
import { findRecordingProblems } from "./recording-problems";

/** In the order in which they are shown: what loses video now, what hides it, what will lose it, the rest. */
const KINDS = {
  disk_full: ["bad", "make_room"],
  device_without_ffmpeg: ["bad", "check_device"],
  device_offline: ["bad", "check_device"],
  camera_login_refused: ["bad", "check_camera"],
  camera_unreachable: ["bad", "check_camera"],
  camera_stale: ["bad", "watch_court"],
  recording_failed: ["bad", "record_again"],
  plan_not_started: ["bad", "open_schedule"],
  recording_overdue: ["bad", "open_session"],
  files_missing: ["bad", "find_files"],
  recording_unfinished: ["warn", "open_session"],
  disk_low: ["warn", "make_room"],
  device_full: ["warn", "check_device"],
  reports_waiting: ["warn", "check_device"],
  court_without_camera: ["warn", "assign_camera"],
  device_differs: ["warn", "check_device"],
  clock_wrong: ["warn", "check_device"],
  too_hot: ["warn", "check_device"],
} as const satisfies Record<ProblemKind, [OverviewProblem["severity"], ProblemAction]>;
const ORDER = Object.keys(KINDS) as ProblemKind[];

/**
 * Everything that keeps a court from being recorded, stored or reachable, worst first: what a running recording suffers
 * from, then what is bad, then warnings. One cause is told once: an offline device hides what its cameras do.
 */
export function findProblems(facts: Facts): OverviewProblem[] {
  const found = [
    ...findDeviceProblems(facts),
    ...findCourtProblems(facts),
    ...findRecordingProblems(facts),
    ...findPlanProblems(facts),
  ];
  return found.map(toProblem).sort(compare);
}

function toProblem({ kind, ...about }: Found): OverviewProblem {
  const [severity, action] = KINDS[kind];
  return {
    ...{ kind, severity, action, court: null, device: null, session_id: null, is_recording: false, count: null },
    ...about,
    since: about.since?.toISOString() ?? null,
  };
}

const rank = (problem: OverviewProblem): number =>
  ORDER.indexOf(problem.kind) + (problem.severity === "bad" && problem.is_recording ? -ORDER.length : 0);

/** Equal ones keep the order of the courts and devices. */
const compare = (a: OverviewProblem, b: OverviewProblem): number => rank(a) - rank(b);
