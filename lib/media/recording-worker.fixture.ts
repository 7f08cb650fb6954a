import type { CameraConfig } from "@/lib/contracts/mqtt";
import { makeProxy, recordAt } from "./media.fixture";

// A worker that records until it is killed, as small as can be.
//   node --import tsx lib/media/recording-worker.fixture.ts <source> <url or ""> <part> <log>
const [source, url, partPath, logPath] = process.argv.slice(2);
const proxy = makeProxy(source as CameraConfig["source"], url || null);
proxy.hold();
await proxy.waitForFrame(10_000);
const recorder = await recordAt(proxy, partPath!, logPath!);
console.log(JSON.stringify({ startedAtMs: recorder.startedAt.getTime() }));
