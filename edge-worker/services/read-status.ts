import { readFile, stat } from "node:fs/promises";
import type { DeviceStatus } from "@/lib/contracts/mqtt";
import type { Clock } from "@/lib/core/clock";
import type { Outbox } from "@/lib/outbox/outbox";
import type { DiskState } from "@/lib/storage/disk";
import type { Cameras } from "./cameras";
import type { Ffmpeg } from "./ffmpeg-available";
import type { Sensors } from "./sensors/sensors";

export type StatusSources = {
  version: string;
  storageId: string;
  maxConcurrent: number;
  cameras: Pick<Cameras, "reports" | "version">;
  sensors: Pick<Sensors, "reports" | "driver" | "config">;
  outbox: Pick<Outbox, "size" | "oldestQueuedAt" | "deadLetters">;
  ffmpeg: Ffmpeg;
  readDisk(): Promise<DiskState>;
  isClockSynced(): boolean;
  tokenMark(): string | null;
  clock: Clock;
};

/** The device as it is now. What cannot be read is null and keeps nothing else from being told. */
export async function readStatus(sources: StatusSources): Promise<DeviceStatus> {
  const { version, storageId, maxConcurrent, cameras, sensors, outbox, ffmpeg, clock } = sources;
  const settings = sensors.config();
  const disk = await sources.readDisk().catch(() => null);
  return {
    status: "online",
    version,
    uptime_s: Math.round(process.uptime()),
    queue_depth: outbox.size(),
    oldest_queued_at: outbox.oldestQueuedAt()?.toISOString() ?? null,
    dead_letters: outbox.deadLetters(),
    storage_id: storageId,
    ffmpeg_available: ffmpeg.path !== null,
    ffmpeg_path: ffmpeg.path,
    max_concurrent: maxConcurrent,
    storage: disk && { bytes_free: disk.bytesFree, bytes_total: disk.bytesTotal, bytes_reserved: disk.bytesReserved },
    cameras: cameras.reports(),
    cameras_version: cameras.version,
    sensors: sensors.reports(),
    gpio_driver: sensors.driver,
    config_version: settings.version,
    config_source: settings.source,
    config_error: settings.error,
    temperature_c: await readTemperature(),
    clock_synced: sources.isClockSynced(),
    token_mark: sources.tokenMark(),
    at: clock.now().toISOString(),
  };
}

/** The first thermal zone is the processor's on a Raspberry Pi and on most PCs; virtual machines have none. */
async function readTemperature(): Promise<number | null> {
  const text = await readFile("/sys/class/thermal/thermal_zone0/temp", "utf8").catch(() => "");
  const milliDegrees = Number.parseInt(text, 10);
  return Number.isNaN(milliDegrees) ? null : Math.round(milliDegrees / 100) / 10;
}

/** Before this a clock was never set: a Pi without battery wakes up in 1970 or on the day its system was built. */
const NOT_BEFORE = new Date("2025-01-01T00:00:00Z");

export type ClockTrust = { isSynced(): boolean; refresh(): Promise<void> };

/**
 * Whether wall time is to be trusted. systemd-timesyncd says so by a file (systemd-timesyncd.service(8)); where another
 * program sets the clock, or a host does, a plausible date has to do.
 */
export function createClockTrust(clock: Clock, runDir = "/run/systemd/timesync"): ClockTrust {
  const exists = (file: string) =>
    stat(file).then(
      () => true,
      () => false,
    );
  let isConfirmed = true;
  return {
    isSynced: () => isConfirmed && clock.now() > NOT_BEFORE,
    async refresh() {
      isConfirmed = !(await exists(runDir)) || (await exists(`${runDir}/synchronized`));
    },
  };
}
