import type { CameraState } from "@/lib/contracts/cameras";
import type { OverviewProblem, ProblemKind } from "@/lib/contracts/overview";
import type { RecordingState } from "@/lib/contracts/recordings";

/** What the rules look at; how it is read stands in read.ts. */
export type CourtFacts = {
  court: { id: number; name: string; club_name: string };
  /** The device of its camera; null without a camera. */
  deviceId: string | null;
  /** What the device says of the camera; null while it is away. */
  camera: { state: CameraState; error: string | null; lastFrameAt: Date | null } | null;
  recordingSessionId: string | null;
};
export type DeviceFacts = {
  device: { id: string; name: string };
  isOnline: boolean;
  lastSeenAt: Date | null;
  cameras: number;
  recordings: number;
  /** Its last word, however old. */
  status: {
    ffmpegAvailable: boolean;
    clockSynced: boolean;
    temperatureC: number | null;
    reportsWaiting: number;
    oldestWaitingAt: Date | null;
    recordings: number;
    maxConcurrent: number;
    isDiskFull: boolean;
    hoursLeft: number | null;
  } | null;
  differences: number;
};
export type RecordingFacts = {
  sessionId: string;
  court: CourtFacts["court"] | null;
  deviceId: string;
  status: RecordingState;
  requestedAt: Date;
  endsAt: Date;
  endedAt: Date | null;
};
/** A planned recording whose time came and that did not start, or not yet. */
export type PlanFacts = { court: CourtFacts["court"]; startsAt: Date };
export type Facts = {
  now: Date;
  courts: readonly CourtFacts[];
  devices: readonly DeviceFacts[];
  /** Of today, and whatever is not over. */
  recordings: readonly RecordingFacts[];
  plans: readonly PlanFacts[];
  missingFiles: number;
};

/** A problem as a rule finds it; severity and action follow from its kind. */
export type Found = { kind: ProblemKind; since?: Date | null } & Partial<
  Pick<OverviewProblem, "court" | "device" | "session_id" | "is_recording" | "count">
>;
