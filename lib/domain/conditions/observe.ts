import type { CameraReport } from "@/lib/contracts/cameras";
import type { DeviceStatus } from "@/lib/contracts/mqtt";
import type { ConditionKind } from "./kinds";
import type { Observation } from "./step";

/** What is looked at of a device. `status` is its last word, `moments` what it told lately, oldest first. */
export type Watched = {
  id: string;
  isOnline: boolean;
  status: DeviceStatus | null;
  cameraIds: number[];
  moments: { type: string; cameraId: number | null; at: Date; sessionId: string | null }[];
};
export type Observed = {
  kind: ConditionKind;
  cameraId: number | null;
  observation: Observation;
  data?: Record<string, unknown>;
};

/** Of space: told from twice the reserve on, so that there is time to act; well again a tenth above that. */
const LOW_AT = 2;
const ENOUGH_AT = 2.2;
const BAD: Observation = { state: "bad" };
const WELL: Observation = { state: "well" };
const RESTING: Observation = { state: "resting" };
const UNKNOWN: Observation = { state: "unknown" };

/** Everything that can be wrong with a device and its cameras. Of a device that is away only that is known. */
export function observe(device: Watched): Observed[] {
  const { isOnline, status, cameraIds } = device;
  const away: Observed = { kind: "device.offline", cameraId: null, observation: isOnline ? WELL : BAD };
  const seen = isOnline ? status : null;
  return [
    away,
    observeDisk(seen),
    { kind: "clock.unsure", cameraId: null, observation: seen ? (seen.clock_synced ? WELL : BAD) : RESTING },
    ...cameraIds.flatMap((id) =>
      observeCamera(
        device,
        id,
        seen?.cameras.find((camera) => camera.id === id),
      ),
    ),
  ];
}

function observeDisk(status: DeviceStatus | null): Observed {
  const about = { kind: "disk.low", cameraId: null } as const;
  if (!status?.storage) return { ...about, observation: RESTING };
  const { bytes_free, bytes_reserved } = status.storage;
  const isEnough = bytes_free >= ENOUGH_AT * bytes_reserved;
  const observation = bytes_free < LOW_AT * bytes_reserved ? BAD : isEnough ? WELL : UNKNOWN;
  return { ...about, observation, data: { bytes_free, bytes_reserved } };
}

function observeCamera({ moments }: Watched, cameraId: number, report: CameraReport | undefined): Observed[] {
  const newest = (type: string) => moments.findLast((one) => one.type === type && one.cameraId === cameraId);
  const [replaced, stopped] = [newest("recorder.replaced"), newest("recorder.stopped")];
  const recording = report?.recording_session_id ?? null;
  const isRecordingAgain = recording !== null && recording !== stopped?.sessionId;
  return [
    {
      ...{ kind: "camera.lost", cameraId, observation: report ? ofState(report.state) : RESTING },
      data: report ? { cause: report.cause ?? null, message: report.error } : {},
    },
    { kind: "recorder.replaced", cameraId, observation: replaced ? { state: "bad", at: replaced.at } : WELL },
    {
      ...{ kind: "recorder.stopped", cameraId },
      observation: isRecordingAgain ? WELL : stopped ? { state: "bad", at: stopped.at } : RESTING,
    },
  ];
}

/** A camera that nobody needs is idle, and says nothing of itself. */
const ofState = (state: CameraReport["state"]): Observation =>
  state === "live" ? WELL : state === "idle" ? RESTING : state === "connecting" ? UNKNOWN : BAD;
