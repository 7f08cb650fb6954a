const SECONDS_PER_HOUR = 3_600;

export type DiskSpace = { bytes_free: number; bytes_reserved: number };
export type Measured = { bytes: number; seconds: number };

/**
 * How many hours one camera could still be recorded: the free bytes the device reported minus its DISK_RESERVE, over the
 * bytes per second measured on its recent finished recordings (those of all devices when it has none). Two cameras at
 * once halve it. Null when nothing was measured yet; never below 0.
 */
export function hoursLeft(disk: DiskSpace, recent: readonly Measured[]): number | null {
  const bytes = recent.reduce((sum, one) => sum + one.bytes, 0);
  const seconds = recent.reduce((sum, one) => sum + one.seconds, 0);
  if (bytes <= 0 || seconds <= 0) return null;
  const usableBytes = Math.max(0, disk.bytes_free - disk.bytes_reserved);
  return usableBytes / (bytes / seconds) / SECONDS_PER_HOUR;
}
