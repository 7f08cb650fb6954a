import type { DeviceFacts, Facts, Found } from "./problem-facts";

/** Less than a working day of one camera. */
const LOW_HOURS = 8;
/** A healthy link empties the queue in seconds. */
const WAITING_MS = 2 * 60_000;
/** A Raspberry Pi slows itself down from 80 °C (raspberrypi.com, frequency management and thermal control). */
const HOT_C = 80;

/** What keeps each device from recording, storing or being reached. */
export function findDeviceProblems({ devices, now }: Facts): Found[] {
  return devices.flatMap((facts) => (facts.isOnline ? findOnline(facts, now) : findOffline(facts)));
}

/** One that was enrolled but never came is not missed yet; of one that is away only that is known. */
function findOffline({ device, lastSeenAt, cameras, recordings }: DeviceFacts): Found[] {
  if (lastSeenAt === null) return [];
  return [{ kind: "device_offline", device, since: lastSeenAt, count: cameras, is_recording: recordings > 0 }];
}

function findOnline({ device, status, differences, recordings }: DeviceFacts, now: Date): Found[] {
  if (!status) return [];
  const found: Found[] = [];
  const add = (kind: Found["kind"], about: Partial<Found> = {}) => found.push({ kind, device, ...about });
  if (!status.ffmpegAvailable) add("device_without_ffmpeg");
  if (status.isDiskFull) add("disk_full", { is_recording: recordings > 0 });
  else if (status.hoursLeft !== null && status.hoursLeft < LOW_HOURS)
    add("disk_low", { count: Math.floor(status.hoursLeft) });
  if (status.maxConcurrent > 0 && status.recordings >= status.maxConcurrent)
    add("device_full", { count: status.maxConcurrent });
  const oldest = status.oldestWaitingAt;
  if (oldest && now.getTime() - oldest.getTime() > WAITING_MS)
    add("reports_waiting", { count: status.reportsWaiting, since: oldest });
  if (differences > 0) add("device_differs", { count: differences });
  if (!status.clockSynced) add("clock_wrong");
  if (status.temperatureC !== null && status.temperatureC >= HOT_C)
    add("too_hot", { count: Math.round(status.temperatureC) });
  return found;
}
