import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { pause } from "../pause";
import { countPresses } from "./verdict";
import type { World } from "./world";

export type Drained = {
  /** From the return of the link to the first event in Postgres. */
  firstMs: number;
  /** From the first to the last. */
  lastedMs: number;
  /** Events that arrived behind a newer one of their device. */
  overtaken: number;
  rssMiB: { edge: number[]; web: number[] };
  /** What each program had of the processor from the return of the link to the last event. */
  cpuSeconds: { edge: number; web: number };
};

const LOOK_MS = 50;
const SAMPLE_MS = 2_000;
/** Long enough without a link for the pauses between attempts to be the longest they get. */
const CUT_MS = 12_000;

/** Lets one device with a long queue find its link again, and watches all of it arrive. */
export async function drainQueue(world: World, queued: number, withinMs: number): Promise<Drained> {
  const edge = await world.startEdge("pi-1", queued);
  edge.link.cut();
  await expect.poll(edge.queued, { timeout: 60_000, interval: 100 }).toBe(queued);
  await pause(CUT_MS);
  const cpuSeconds = () => ({ edge: cpuOf(edge.program.pid), web: cpuOf(world.web.pid) });
  const [startMs, before] = [performance.now(), cpuSeconds()];
  edge.link.restore();
  const rssMiB: Drained["rssMiB"] = { edge: [], web: [] };
  let firstMs = Number.POSITIVE_INFINITY;
  let sampledMs = 0;
  for (let stored = 0; stored < queued; ) {
    const nowMs = performance.now() - startMs;
    if (nowMs > withinMs) throw new Error(`only ${stored} of ${queued} events arrived in ${nowMs / 1_000} s`);
    stored = (await countPresses(world.db)) ?? stored;
    if (stored > 0) firstMs = Math.min(firstMs, performance.now() - startMs);
    if (nowMs > sampledMs + SAMPLE_MS) {
      sampledMs = nowMs;
      rssMiB.edge.push(rssOf(edge.program.pid));
      rssMiB.web.push(rssOf(world.web.pid));
    }
    await pause(LOOK_MS + queued / 5_000);
  }
  const lastedMs = performance.now() - startMs - firstMs;
  const after = cpuSeconds();
  const used = { edge: after.edge - before.edge, web: after.web - before.web };
  return { firstMs, lastedMs, rssMiB, cpuSeconds: used, overtaken: await countOvertaken(world) };
}

async function countOvertaken({ db }: World): Promise<number> {
  const [row] = await db.$queryRaw<{ overtaken: bigint }[]>`
    SELECT count(*) AS overtaken FROM (
      SELECT seq, max(seq) OVER (PARTITION BY device_id ORDER BY arrival ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS newest
      FROM events WHERE type = 'button.pressed'
    ) AS seen WHERE seq < newest`;
  return Number(row?.overtaken);
}

function rssOf(pid: number | null): number {
  const text = pid === null ? "" : readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+)/m.exec(text)?.[1] ?? 0) / 1_024;
}

/** Of `/proc/<pid>/stat`, in ticks of a hundredth of a second. */
function cpuOf(pid: number | null): number {
  const text = pid === null ? "" : readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "");
  const fields = text.split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
