import type { Gap } from "@/lib/contracts/recordings";
import type { Clock } from "@/lib/core/clock";
import type { Logger } from "@/lib/core/logger";
import type { Recorder, Replacement } from "@/lib/media/ports";
import { type DiskState, isAlmostFull } from "@/lib/storage/disk";
import type { PinnedCamera } from "../cameras";
import { limitGaps } from "./gaps";
import type { Journal } from "./journal";
import type { RecordingRow } from "./store";

const LOOK_EVERY_MS = 1_000;
/** A disk filling at 100 MB/s by something else is noticed with 2 GiB / 10 still free. */
const DISK_EVERY_MS = 2_000;
/** Contract: bytes and gaps of a running recording are told at most this often. */
const PROGRESS_EVERY_MS = 10_000;

export type RunningOptions = {
  row: RecordingRow;
  recorder: Recorder;
  camera: PinnedCamera;
  /** Gaps from before this program began to record it. */
  earlierGaps?: readonly Gap[];
  journal: Journal;
  readDisk(): Promise<DiskState>;
  clock: Clock;
  log: Logger;
  /** Called when a part of its recorder was replaced. */
  onReplaced(what: Replacement): void;
  /** Called once it should end: `error` for people when this was not asked for or planned. */
  onEnd(cause: string, error: string | null): void;
};

/**
 * One recording while it runs. It ends by itself, with or without a link. The planned end is a wall time of the server:
 * it is turned into a monotonic one when it is set, and from then on a step of the device's clock neither cuts the
 * recording short nor prolongs it.
 */
export class RunningRecording {
  row: RecordingRow;
  private endsAtMs: number;
  /** What was written down and told last. */
  private told: Pick<RecordingRow, "bytes" | "gaps">;
  private readonly over = new AbortController();

  constructor(private readonly options: RunningOptions) {
    this.row = options.row;
    this.told = options.row;
    this.endsAtMs = this.monotonicEnd(this.row.endsAt);
    void options.recorder.ended.then(({ error }) => {
      const cause = error ?? "the recorder ended by itself";
      this.end("recorder ended", `The recording stopped early: ${cause}`);
    });
    options.recorder.onReplaced((what) => options.onReplaced(what));
    void this.watch();
  }

  get camera(): PinnedCamera {
    return this.options.camera;
  }

  get recorder(): Recorder {
    return this.options.recorder;
  }

  extend(endsAt: string): void {
    this.row = { ...this.row, endsAt };
    this.endsAtMs = this.monotonicEnd(endsAt);
  }

  /** The row with what is on the disk by now. */
  refreshed(): RecordingRow {
    this.row = { ...this.row, bytes: this.recorder.bytes(), gaps: this.gaps() };
    return this.row;
  }

  /** Watches no more; nothing ends it but its owner. */
  release(): void {
    this.over.abort();
  }

  /** Those of earlier runs of this program, that between them, and the camera's since. */
  private gaps(): Gap[] {
    const { recorder, earlierGaps = [] } = this.options;
    const paused = recorder.gaps();
    const last = paused.at(-1);
    const since = last ? last.to : this.row.startedAt;
    const ours = since === null ? [] : this.camera.proxy.gapsSince(new Date(since));
    return limitGaps([...earlierGaps, ...paused, ...ours]);
  }

  /** Never further away than it was when the recording began: the clock may have come up wrong after a restart. */
  private monotonicEnd(endsAt: string): number {
    const { clock } = this.options;
    const whole = Date.parse(endsAt) - Date.parse(this.row.startedAt);
    return clock.monotonicMs() + Math.min(whole, Date.parse(endsAt) - clock.now().getTime());
  }

  private end(cause: string, error: string | null): void {
    if (this.over.signal.aborted) return;
    this.over.abort();
    this.options.onEnd(cause, error);
  }

  private async watch(): Promise<void> {
    const { clock, log } = this.options;
    let [progressMs, diskMs] = [clock.monotonicMs(), clock.monotonicMs()];
    while (!this.over.signal.aborted) {
      const nowMs = clock.monotonicMs();
      if (nowMs >= this.endsAtMs) return this.end("planned end", null);
      try {
        if (nowMs - diskMs >= DISK_EVERY_MS) {
          diskMs = nowMs;
          if (await this.isDiskAlmostFull()) return this.end("disk almost full", DISK_FULL);
        }
        if (nowMs - progressMs >= PROGRESS_EVERY_MS || this.hasOtherGaps()) {
          progressMs = nowMs;
          this.tellProgress();
        }
      } catch (err) {
        log.error({ err, session: this.row.sessionId }, "a running recording could not be looked after");
      }
      const restMs = this.endsAtMs - clock.monotonicMs();
      await clock.sleep(Math.max(0, Math.min(LOOK_EVERY_MS, restMs)), this.over.signal).catch(() => undefined);
    }
  }

  private async isDiskAlmostFull(): Promise<boolean> {
    return isAlmostFull(await this.options.readDisk());
  }

  /** A gap that is not written down before a kill would be missing from the list. */
  private hasOtherGaps(): boolean {
    const now = this.gaps();
    return now.length !== this.told.gaps.length || now.at(-1)?.to !== this.told.gaps.at(-1)?.to;
  }

  private tellProgress(): void {
    const now = this.refreshed();
    if (now.bytes === this.told.bytes && !this.hasOtherGaps()) return;
    this.options.journal.progress(now);
    this.told = now;
  }
}

const DISK_FULL =
  "The device's disk was almost full: the recording was ended early and kept. Make room before the next.";
