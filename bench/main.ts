import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { measureLiveWall } from "./live-wall";
import { describeMachine } from "./machine";
import { measureMjpegViewers } from "./mjpeg-viewers";
import { measurePages } from "./pages";
import { measureRecordingCpu } from "./recording-cpu";
import { isMet, type Row, ratioOf } from "./row";
import { measureSessionCreate } from "./session-create";
import { measureSnapshotLatency } from "./snapshot-latency";
import { measureStateChange } from "./state-change";
import { renderTable } from "./table";
import { startWorld, type World } from "./world";

// `npm run bench`: figures, never a verdict. It fails only when something could not be measured. BENCH_SECONDS is how long
// the costs of a recording (three times) and a wall (once) are watched, BENCH_ONLY the names of some measurements, with commas.
const MEASUREMENTS: Record<string, (world: World) => Promise<Row[]>> = {
  snapshot: measureSnapshotLatency,
  create: measureSessionCreate,
  change: measureStateChange,
  cpu: measureRecordingCpu,
  viewers: measureMjpegViewers,
  pages: measurePages,
  wall: measureLiveWall,
};
const OUT = path.resolve(import.meta.dirname, "../.tmp/bench.json");

const seconds = Number(process.env.BENCH_SECONDS || 60);
if (!(seconds >= 1)) throw new Error("BENCH_SECONDS must be a number of seconds, 1 or more.");
const only = process.env.BENCH_ONLY?.split(",");
const unknown = only?.find((name) => !(name in MEASUREMENTS));
if (unknown) throw new Error(`BENCH_ONLY: no "${unknown}" in ${Object.keys(MEASUREMENTS).join(", ")}.`);

const machine = describeMachine();
console.log(JSON.stringify(machine));
const world = await startWorld(seconds);
const rows: Row[] = [];
const failed: string[] = [];
try {
  for (const [name, measure] of Object.entries(MEASUREMENTS)) {
    if (only && !only.includes(name)) continue;
    console.log(`measuring: ${name}`);
    try {
      rows.push(...(await measure(world)));
    } catch (error) {
      failed.push(name);
      console.error(`${name} could not be measured:`, error);
    }
  }
} finally {
  await world.stop();
}
console.log(`\n${renderTable(rows)}\n`);
const results = rows.map((row) => ({ ...row, ratio: ratioOf(row), is_met: isMet(row) }));
mkdirSync(path.dirname(OUT), { recursive: true });
writeFileSync(OUT, `${JSON.stringify({ at: new Date().toISOString(), machine, seconds, results, failed }, null, 2)}\n`);
console.log(`also in ${path.relative(process.cwd(), OUT)}`);
process.exit(failed.length > 0 ? 1 : 0);
