import type { RecordingState } from "@/lib/contracts/recordings";

// starting ─► recording ─► finalizing ─► ready | failed
const RANK: Record<RecordingState, number> = { starting: 0, recording: 1, finalizing: 2, ready: 3, failed: 3 };
const STATES = Object.keys(RANK) as RecordingState[];

/** States a recording may come from to reach `state`: it only moves forward. */
export const statesBefore = (state: RecordingState): RecordingState[] => STATES.filter((s) => RANK[s] < RANK[state]);

/** States as far along as `state`: between them the device's order of reports decides. */
export const statesBeside = (state: RecordingState): RecordingState[] => STATES.filter((s) => RANK[s] === RANK[state]);

/** Its camera is taken: what the partial unique index `recordings_one_active_per_camera` says too. */
export const isRunning = (state: RecordingState): boolean => state === "starting" || state === "recording";
/** Nothing more is recorded; the file may still be made. */
export const isOver = (state: RecordingState): boolean => !isRunning(state);
