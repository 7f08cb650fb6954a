import { measureLiveWall } from "./live-wall";
import { describeMachine } from "./machine";
import { measureMjpegViewers } from "./mjpeg-viewers";
import { measurePages } from "./pages";
import { measureRecordingCpu } from "./recording-cpu";
import type { Row } from "./row";
import { runMeasurements, tellResults } from "./run-measurements";
import { measureSessionCreate } from "./session-create";
import { measureSnapshotLatency } from "./snapshot-latency";
import { measureStateChange } from "./state-change";
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

const seconds = Number(process.env.BENCH_SECONDS || 60);
if (!(seconds >= 1)) throw new Error("BENCH_SECONDS must be a number of seconds, 1 or more.");
const only = process.env.BENCH_ONLY?.split(",");
const unknown = only?.find((name) => !(name in MEASUREMENTS));
if (unknown) throw new Error(`BENCH_ONLY: no "${unknown}" in ${Object.keys(MEASUREMENTS).join(", ")}.`);

const machine = describeMachine();
console.log(JSON.stringify(machine));
const world = await startWorld(seconds);
const chosen = Object.entries(MEASUREMENTS).filter(([name]) => !only || only.includes(name));
const results = await runMeasurements(
  Object.fromEntries(chosen.map(([name, measure]) => [name, () => measure(world)])),
).finally(() => world.stop());
tellResults("bench", results, { machine, seconds });
