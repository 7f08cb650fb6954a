import type { Clock } from "@/lib/core/clock";

/** A recording whose camera sends pictures has new bytes on the disk several times in so long. */
const STUCK_MS = 45_000;
/** What touches the local disk answers in milliseconds, also while it is being written. */
const DISK_WITHIN_MS = 10_000;

type Running = { sessionId: string; cameraId: number; bytes: number };
export type HeartSources = {
  /** Anything that asks the database. Throws when it cannot answer. */
  readDatabase(): void;
  /** Anything that asks the spool's disk, through the threads that every file operation needs. */
  readDisk(): Promise<unknown>;
  running(): readonly Running[];
  isLive(cameraId: number): boolean;
  clock: Clock;
};

/**
 * Whether this device does its work, by what came of it: the database and the disk answer, and every recording of a camera
 * that sends pictures grows. What is only away (a camera, the link, web) is no reason to start anew.
 */
export class Heart {
  private grown = new Map<string, { bytes: number; sinceMs: number }>();

  constructor(private readonly sources: HeartSources) {}

  /** What is wrong, in words; null when all is well. */
  async look(): Promise<string | null> {
    const { readDatabase, readDisk, clock } = this.sources;
    try {
      readDatabase();
    } catch (error) {
      return `the database does not answer: ${error instanceof Error ? error.message : error}`;
    }
    const inTime = new AbortController();
    const late = clock.sleep(DISK_WITHIN_MS, inTime.signal).then(() => "late");
    late.catch(() => {});
    const answer = await Promise.race([readDisk().catch(() => "failed"), late]);
    inTime.abort();
    if (answer === "late") return "the disk does not answer";
    return this.lookAtRecordings(clock.monotonicMs());
  }

  private lookAtRecordings(nowMs: number): string | null {
    const before = this.grown;
    this.grown = new Map();
    for (const { sessionId, cameraId, bytes } of this.sources.running()) {
      const last = before.get(sessionId);
      const stands = last !== undefined && last.bytes === bytes && this.sources.isLive(cameraId);
      this.grown.set(sessionId, stands ? last : { bytes, sinceMs: nowMs });
    }
    const stuck = [...this.grown].find(([, { sinceMs }]) => nowMs - sinceMs > STUCK_MS);
    return stuck ? `the recording ${stuck[0]} does not grow` : null;
  }
}
