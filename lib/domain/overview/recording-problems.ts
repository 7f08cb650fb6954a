import { isRunning } from "../recordings/ranks";
import type { Facts, Found, RecordingFacts } from "./problem-facts";

/** A device ends a recording by itself at its time, and says so within seconds. */
const OVERDUE_MS = 60_000;
/** Finishing 90 minutes takes seconds on a disk, minutes on an SD card. */
const UNFINISHED_MS = 10 * 60_000;

/** Recordings that did not become a file, or will not. */
export function findRecordingProblems(facts: Facts): Found[] {
  const found = facts.recordings.flatMap((recording) => findOfRecording(recording, facts) ?? []);
  return facts.missingFiles > 0 ? [...found, { kind: "files_missing", count: facts.missingFiles }] : found;
}

function findOfRecording(recording: RecordingFacts, { recordings, devices, now }: Facts): Found | null {
  const { sessionId: session_id, court, status, endsAt } = recording;
  const about = { court, session_id };
  if (status === "failed")
    return isMadeUpFor(recording, recordings)
      ? null
      : { kind: "recording_failed", ...about, since: recording.requestedAt };
  // What a device that is away did cannot be known, and is said of the device.
  if (devices.some(({ device, isOnline }) => device.id === recording.deviceId && !isOnline)) return null;
  if (isRunning(status))
    return isPast(endsAt, OVERDUE_MS, now)
      ? { kind: "recording_overdue", ...about, since: endsAt, is_recording: true }
      : null;
  const endedAt = recording.endedAt ?? endsAt;
  return status === "finalizing" && isPast(endedAt, UNFINISHED_MS, now)
    ? { kind: "recording_unfinished", ...about, since: endedAt }
    : null;
}

const isPast = (at: Date, graceMs: number, now: Date): boolean => now.getTime() - at.getTime() > graceMs;

/** Somebody saw it and recorded that court again since. */
const isMadeUpFor = (failed: RecordingFacts, all: readonly RecordingFacts[]): boolean =>
  all.some(
    ({ court, status, requestedAt }) =>
      court !== null && court.id === failed.court?.id && status !== "failed" && requestedAt > failed.requestedAt,
  );
