import { loadavg } from "node:os";
import { describeMachine } from "../machine";
import type { Row } from "../row";
import { runMeasurements, tellResults } from "../run-measurements";
import { startWorld } from "../world";
import type { Bench } from "./bench";
import { measureCapacity } from "./capacity";
import { measureClips } from "./clips";
import { measureFinish } from "./finish";
import { measureIdle } from "./idle";
import { measureLatency } from "./latency";
import { findMotion } from "./motion";
import { measureRecordingCost } from "./recording-cost";
import { measureViewers } from "./viewers";

// `npm run bench:media -- [part …]`: the media engine beside raw ffmpeg and motion, in one run.
// Figures, never a verdict. BENCH_SECONDS is how long each cost and each latency is watched; 20. BENCH_QUICK=1: few small
// steps, a minute or two for each part.
const PARTS: Record<string, (bench: Bench) => Promise<Row[]>> = {
  idle: measureIdle,
  cpu: measureRecordingCost,
  latency: measureLatency,
  finish: measureFinish,
  cameras: measureCapacity,
  viewers: measureViewers,
  clips: measureClips,
};

const isQuick = Boolean(process.env.BENCH_QUICK);
const seconds = Number(process.env.BENCH_SECONDS || (isQuick ? 3 : 20));
if (!(seconds >= 1)) throw new Error("BENCH_SECONDS must be a number of seconds, 1 or more.");
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in PARTS));
if (unknown) throw new Error(`There is no "${unknown}" in ${Object.keys(PARTS).join(", ")}.`);

const machine = describeMachine();
console.log(JSON.stringify(machine));
let started: ReturnType<typeof startWorld> | null = null;
const bench: Bench = {
  seconds,
  hasMotion: findMotion(),
  isQuick,
  world() {
    started ??= startWorld(seconds, { MAX_CONCURRENT_RECORDINGS: "200" });
    return started;
  },
};
const skipped = bench.hasMotion ? [] : ["motion is not installed: nothing is compared with it."];

/** Others may use the machine: what they did meanwhile stands beside each figure. */
async function withLoad(measure: (bench: Bench) => Promise<Row[]>): Promise<Row[]> {
  const rows = await measure(bench);
  const load = `load ${loadavg()[0]!.toFixed(1)}`;
  return rows.map((row) => ({ ...row, seen: row.seen ? `${row.seen}; ${load}` : load }));
}

const chosen = Object.entries(PARTS).filter(([name]) => asked.length === 0 || asked.includes(name));
const results = await runMeasurements(
  Object.fromEntries(chosen.map(([name, measure]) => [name, () => withLoad(measure)])),
).finally(async () => (await started)?.stop());
for (const sentence of skipped) console.log(`SKIPPED: ${sentence}`);
tellResults("bench-media", results, { machine, seconds, is_quick: isQuick, skipped });
