import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DEVICE, type EdgeRig, edgeRig } from "@/edge-worker/edge-process.fixture";
import { type FakeWeb, startBroker, startFakeWeb } from "@/edge-worker/fake-web.fixture";
import type { EmbeddedBroker } from "@/lib/mqtt/embedded-broker";
import { startNotifyListener } from "@/lib/process/notify-listener.fixture";
import { decodeMessages } from "@/test/video-file";
import { buildEdge } from "./build-edge.mjs";
import { EDGE_NODE_FLAGS } from "./node-flags";

const TEMPORARY = path.resolve(import.meta.dirname, "../../.tmp");
const CAMERA = { id: 1, club_id: 1, name: "Court 1", source: "test", url: null, audio: false, sensors: false } as const;
const PLACE = { session_id: "sess_1_1763700000000", camera_id: 1, club_id: 1 };

let folder: string;
let [broker, web, rig] = [{} as EmbeddedBroker, {} as FakeWeb, {} as EdgeRig];
let systemd: Awaited<ReturnType<typeof startNotifyListener>>;

beforeAll(async () => {
  mkdirSync(TEMPORARY, { recursive: true });
  folder = mkdtempSync(path.join(TEMPORARY, "edge-build-"));
  await buildEdge(folder);
  broker = await startBroker();
  web = await startFakeWeb(broker.port);
  systemd = await startNotifyListener();
  const watched = { NOTIFY_SOCKET: systemd.socket, WATCHDOG_USEC: "900000" };
  rig = await edgeRig(`mqtt://127.0.0.1:${broker.port}`, watched, [...EDGE_NODE_FLAGS, path.join(folder, "main.js")]);
});
afterAll(async () => {
  await rig.cleanUp();
  await web.stop();
  await broker.stop();
  systemd.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("what was built records with plain Node, and systemd hears of it", async () => {
  const edge = rig.start();
  await expect.poll(() => web.isOnline() || edge.log(), { timeout: 15_000 }).toBe(true);
  await web.link.command(DEVICE, "camera.set", { version: "1", cameras: [CAMERA] });
  await web.link.command(DEVICE, "session.open", PLACE);
  const ends_at = new Date(Date.now() + 600_000).toISOString();
  expect(await web.link.command(DEVICE, "record.start", { ...PLACE, ends_at })).toMatchObject({ state: "recording" });
  const alive = /^WATCHDOG=1 STATUS=1 of 1 cameras live, 1 recording/m;
  await expect.poll(systemd.heard, { timeout: 10_000 }).toMatch(alive);
  expect(systemd.heard()).toMatch(/^READY=1 STATUS=0 of 0 cameras live/m);
  await web.link.command(DEVICE, "record.stop", { session_id: PLACE.session_id });
  const last = () => web.recording(PLACE.session_id).at(-1);
  await expect.poll(() => last()?.state ?? edge.log(), { timeout: 20_000 }).toBe("ready");
  expect(await decodeMessages(path.join(rig.mediaDir, last()!.file!.path))).toBe("");
  edge.child.kill("SIGTERM");
  expect(await edge.exited).toBe(0);
  expect(systemd.heard()).toContain("STOPPING=1");
});

test("what enrols a device was built too", () => {
  const { status, stdout } = spawnSync(process.execPath, [path.join(folder, "enroll.js"), "--help"], {
    encoding: "utf8",
  });
  expect([status, stdout]).toEqual([0, expect.stringContaining("<url> <code>")]);
});

test("no test travels to a device", () => {
  const files = readdirSync(folder, { recursive: true }).map(String);
  expect(files).toContain("edge-install/main.mjs");
  expect(files.filter((file) => /\.(test|fixture)\./.test(file))).toEqual([]);
});

test("what must be installed beside it is pinned", () => {
  const read = (name: string) => JSON.parse(readFileSync(path.join(folder, name), "utf8"));
  const { dependencies } = read("package.json");
  const { packages } = read("package-lock.json");
  expect(Object.keys(dependencies)).toContain("better-sqlite3");
  for (const [name, version] of Object.entries(dependencies))
    expect(packages[`node_modules/${name}`].version).toBe(version);
  expect(packages["node_modules/bindings"].version).toBeDefined();
  expect(packages["node_modules/next"]).toBeUndefined();
  expect(readFileSync(path.join(folder, "LICENCES.txt"), "utf8")).toMatch(/── mqtt \d[\s\S]*MIT/);
});
