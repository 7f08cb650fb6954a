import { readFileSync } from "node:fs";
import { percentile } from "@/bench/statistics";
import { gather, type Viewer, watchMjpeg } from "@/test/mjpeg-viewer";
import { pause } from "../pause";

/** Somebody else's machine, or this one: where pictures come from, and the process that sends them. */
export type Place = { url: string; headers: Record<string, string>; pid: number };
export type Crowd = {
  /** Milliseconds between two pictures, 95 % are at most so long apart: without and with those who do not read. */
  calmMs: number;
  besideStalledMs: number;
  /** The most that memory stood above what it was before anybody looked, MB. */
  grownMb: number;
};
type Plan = {
  live: number;
  stalled: number;
  turns: number;
  /** Others that stop reading and leave with the stalled; answers how they leave. */
  stallMore?(): Promise<() => void>;
  /** After the stalled have left: resolves once the server knows. */
  onLeft?(): Promise<void>;
};

/** What the network holds for somebody who does not read is full after this. */
const FILL_MS = 3_000;
const WATCH_MS = 4_000;
const SAMPLE_MS = 200;

/** Resident memory of a process, MB. */
export const memoryMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "latin1"))![1]) / 1_024;

/** Many look; by turns some come who do not read, and go. Whatever else a machine does meanwhile meets both halves. */
export async function watchCrowd(place: Place, { live, stalled, turns, stallMore, onLeft }: Plan): Promise<Crowd> {
  const before = memoryMb(place.pid);
  let most = before;
  const sampling = setInterval(() => {
    most = Math.max(most, memoryMb(place.pid));
  }, SAMPLE_MS);
  const intervals = { calm: [] as number[], beside: [] as number[] };
  let into: number[] | null = null;
  const watch = () => {
    let lastMs = Number.NaN;
    return watchMjpeg(place.url, place.headers, () => {
      const nowMs = performance.now();
      if (into && !Number.isNaN(lastMs)) into.push(nowMs - lastMs);
      lastMs = nowMs;
    });
  };
  const during = async (list: number[]) => {
    await pause(FILL_MS);
    into = list;
    await pause(WATCH_MS);
    into = null;
  };
  const viewers: Viewer[] = [];
  try {
    viewers.push(...(await gather(live, watch)));
    for (let turn = 0; turn < turns; turn++) {
      await during(intervals.calm);
      const deaf = await gather(stalled, () => watchMjpeg(place.url, place.headers));
      viewers.push(...deaf);
      for (const viewer of deaf) viewer.stall();
      const leaveMore = await stallMore?.();
      await during(intervals.beside);
      for (const viewer of deaf) viewer.leave();
      leaveMore?.();
      await onLeft?.();
    }
  } finally {
    clearInterval(sampling);
    for (const viewer of viewers) viewer.leave();
  }
  const [calmMs, besideStalledMs] = [intervals.calm, intervals.beside].map((all) => percentile(all, 0.95));
  return { calmMs: calmMs!, besideStalledMs: besideStalledMs!, grownMb: most - before };
}
