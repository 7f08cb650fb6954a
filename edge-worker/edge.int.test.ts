import { readdirSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CameraConfig, RecordingReport } from "@/lib/contracts/mqtt";
import { parseFrame } from "@/lib/contracts/preview";
import { newId } from "@/lib/core/ids";
import type { EmbeddedBroker } from "@/lib/mqtt/embedded-broker";
import { topics } from "@/lib/mqtt/topics";
import { decodeMessages, durationSeconds, topBoxes } from "@/test/video-file";
import { DEVICE, descendantsOf, type EdgeProcess, type EdgeRig, edgeRig, isAlive } from "./edge-process.fixture";
import { type FakeWeb, startBroker, startFakeWeb } from "./fake-web.fixture";

const CAMERA: CameraConfig = {
  ...{ id: 1, club_id: 1, name: "Court 1", source: "test", url: null, audio: false, sensors: false },
};
const NOBODY: CameraConfig = { ...CAMERA, id: 2, source: "rtsp", url: "rtsp://user:hunter2@127.0.0.1:1/none" };
const SESSION = `sess_1_${Date.now()}`;
const PLACE = { session_id: SESSION, camera_id: 1, club_id: 1 };

let [broker, web, rig] = [{} as EmbeddedBroker, {} as FakeWeb, {} as EdgeRig];
let edge: EdgeProcess;

beforeEach(async () => {
  broker = await startBroker();
  web = await startFakeWeb(broker.port);
  rig = await edgeRig(`mqtt://127.0.0.1:${broker.port}`, { ALLOWED_HOSTS: "*" });
});
afterEach(async () => {
  await rig.cleanUp();
  await web.stop();
  await broker.stop();
});

const isOnline = () => expect.poll(() => web.isOnline() || edge.log(), { timeout: 15_000 }).toBe(true);
const video = () => path.join(rig.mediaDir, `videos/1/${SESSION}.mp4`);
const last = (): RecordingReport | undefined => web.recording(SESSION).at(-1);
const isReady = () => expect.poll(() => last()?.state ?? edge.log(), { timeout: 20_000 }).toBe("ready");
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();

async function startEdge(): Promise<void> {
  edge = rig.start();
  await isOnline();
}

/** A device with an open session that records since now. */
async function startRecording(seconds: number): Promise<number> {
  await startEdge();
  await web.link.command(DEVICE, "camera.set", { version: "1", cameras: [CAMERA, NOBODY] });
  await web.link.command(DEVICE, "session.open", PLACE);
  const started = await web.link.command(DEVICE, "record.start", { ...PLACE, ends_at: inSeconds(seconds) });
  expect(started.state).toBe("recording");
  expect(started.bytes).toBeGreaterThan(0);
  return Date.parse(started.started_at);
}

async function expectSound(file: string, { seconds, within }: { seconds: number; within: number }): Promise<void> {
  expect(await decodeMessages(file)).toBe("");
  expect(Math.abs((await durationSeconds(file)) - seconds)).toBeLessThan(within);
  const boxes = await topBoxes(file);
  expect(boxes).not.toContain("moof");
  expect(boxes.indexOf("moov")).toBeLessThan(boxes.indexOf("mdat"));
}

/** Sends one command as it stands, as often as told, and collects every reply. */
async function sendTwice(name: string, args: unknown): Promise<string[]> {
  const id = newId();
  const replies: string[] = [];
  const stop = web.bus.subscribe(topics.replies(DEVICE), ({ payload }) => {
    if (JSON.parse(`${payload}`).id === id) replies.push(`${payload}`);
  });
  for (let sent = 1; sent <= 2; sent++) {
    await web.bus.publish(topics.commands(DEVICE), JSON.stringify({ id, name, args, expires_at: inSeconds(15) }));
    await expect.poll(() => replies.length, { timeout: 15_000 }).toBe(sent);
  }
  stop();
  return replies;
}

test("from a camera to a finished file that was told, acknowledged and served", async () => {
  const startedAt = await startRecording(600);
  const frames: number[] = [];
  web.bus.subscribe(topics.preview(DEVICE, 1, "tile"), ({ payload }) => frames.push(parseFrame(payload)!.width), {
    qos: 0,
  });
  await web.link.command(DEVICE, "preview.start", { camera: 1, profile: "tile", lease_s: 15 });
  await expect.poll(() => frames.length, { timeout: 8_000 }).toBeGreaterThan(5);
  expect(Math.max(...frames)).toBeLessThanOrEqual(480);
  expect((await fetch(`http://127.0.0.1:${rig.port}/cameras/1/snapshot.jpg`)).headers.get("content-type")).toBe(
    "image/jpeg",
  );
  const stream = (await fetch(`http://127.0.0.1:${rig.port}/cameras/1/stream.ts`)).body!.getReader();
  expect((await stream.read()).value?.[0]).toBe(0x47);
  await stream.cancel();

  const lastedSeconds = (Date.now() - startedAt) / 1_000;
  const [first, second] = await sendTwice("record.stop", { session_id: SESSION });
  expect(second).toBe(first);
  await isReady();
  expect(web.recording(SESSION).map(({ state }) => state)).toEqual(
    expect.arrayContaining(["recording", "finalizing", "ready"]),
  );
  expect(web.recording(SESSION).filter(({ state }) => state === "ready")).toHaveLength(1);
  await expectSound(video(), { seconds: lastedSeconds, within: 1 });
  expect(last()).toMatchObject({ error: null, gaps: [], file: { path: `videos/1/${SESSION}.mp4`, has_poster: true } });
  const names = readdirSync(path.dirname(video())).sort();
  expect(names).toEqual([`${SESSION}.ffmpeg.log`, `${SESSION}.jpg`, `${SESSION}.mp4`]);

  const served = await fetch(`http://127.0.0.1:${rig.port}/files/${last()!.file!.id}`);
  expect((await served.arrayBuffer()).byteLength).toBe(last()!.file!.bytes);
  const health = async () => (await (await fetch(`http://127.0.0.1:${rig.port}/health`)).json()).queue_depth;
  await expect.poll(health, { timeout: 5_000 }).toBe(0);
  const { sessions, recordings, cameras } = await web.link.command(DEVICE, "state.get", {});
  expect([sessions, recordings.length, cameras.map(({ id }) => id)]).toEqual([[], 1, [1, 2]]);
});

test("extends, keeps its log, and deletes what it is told to", async () => {
  await startRecording(600);
  const ends_at = inSeconds(1_200);
  expect(await web.link.command(DEVICE, "record.extend", { session_id: SESSION, ends_at })).toMatchObject({ ends_at });
  const again = web.link.command(DEVICE, "record.start", { ...PLACE, session_id: `sess_1_${Date.now()}`, ends_at });
  await expect(again).rejects.toMatchObject({ code: "conflict", details: { ends_at } });
  await web.link.command(DEVICE, "session.close", { session_id: SESSION });
  await isReady();
  expect((await web.link.command(DEVICE, "file.log", { session_id: SESSION, club_id: 1 })).text).toContain("h264");
  expect(await web.link.command(DEVICE, "cleanup.run", {})).toMatchObject({ salvaged: 0, quarantined: 0 });
  const { id: file_id, path: filePath } = last()!.file!;
  const elsewhere = web.link.command(DEVICE, "file.delete", { file_id, path: "videos/1/../../data/edge.db" });
  await expect(elsewhere).rejects.toMatchObject({ code: "unprocessable" });
  await web.link.command(DEVICE, "file.delete", { file_id, path: filePath });
  expect(readdirSync(path.dirname(video()))).toEqual([]);
  await expect.poll(() => web.inOrder().at(-1)).toMatchObject({ type: "file", data: { file_id, state: "deleted" } });
});

test("a camera that is off leaves no session, and its password nowhere", async () => {
  await startEdge();
  await web.link.command(DEVICE, "camera.set", { version: "1", cameras: [NOBODY] });
  const open = web.link.command(DEVICE, "session.open", { ...PLACE, camera_id: 2 });
  await expect(open).rejects.toMatchObject({ code: "camera_unreachable" });
  expect((await web.link.command(DEVICE, "state.get", {})).sessions).toEqual([]);
  expect(edge.log()).not.toContain("hunter2");
  await expect.poll(() => descendantsOf(edge.pid)).toEqual([]);
});

test("ends at its planned end without a broker, and tells when there is one again", async () => {
  await startRecording(4);
  const { port } = broker;
  await broker.stop();
  await expect.poll(() => readdirSync(path.dirname(video())), { timeout: 20_000 }).toContain(`${SESSION}.mp4`);
  broker = await startBroker(port);
  await isReady();
  await expectSound(video(), { seconds: 4, within: 1 });
});

/** The recording goes on after a restart: one gap, then more; stopped, it is as long as the wall clock. */
async function goesOn(startedAt: number, brokeOffAt: number): Promise<void> {
  await startEdge();
  await expect.poll(() => last()?.gaps.at(-1)?.to ?? null, { timeout: 10_000 }).not.toBeNull();
  const wentOnAt = Date.parse(last()!.gaps[0]!.to!);
  expect(wentOnAt - brokeOffAt).toBeLessThan(10_000);
  expect(Math.abs(Date.parse(last()!.gaps[0]!.from) - brokeOffAt)).toBeLessThan(800);
  await expect.poll(() => Date.now() - wentOnAt, { timeout: 5_000 }).toBeGreaterThan(2_000);
  await web.link.command(DEVICE, "record.stop", { session_id: SESSION });
  await isReady();
  await expectSound(video(), { seconds: (Date.parse(last()!.ended_at!) - startedAt) / 1_000, within: 1 });
  expect(last()).toMatchObject({ error: null, gaps: [{ cause: expect.stringContaining("restarted") }] });
  expect(readdirSync(path.dirname(video())).filter((name) => name.endsWith(".part"))).toEqual([]);
}

test("kill -9 during a recording: nothing outlives the program, and the next one goes on in the same file", async () => {
  const startedAt = await startRecording(600);
  await expect.poll(() => Date.now() - startedAt, { timeout: 8_000 }).toBeGreaterThan(4_000);
  const children = descendantsOf(edge.pid);
  expect(children.length).toBeGreaterThan(0);
  const killedAt = Date.now();
  edge.child.kill("SIGKILL");
  await expect.poll(() => children.filter(isAlive), { timeout: 5_000 }).toEqual([]);
  await goesOn(startedAt, killedAt);
});

test("kill -9, and its end comes before the next start: the file is finished as it is", async () => {
  const startedAt = await startRecording(4);
  await expect.poll(() => Date.now() - startedAt, { timeout: 8_000 }).toBeGreaterThan(2_500);
  edge.child.kill("SIGKILL");
  await edge.exited;
  await expect.poll(() => Date.now() - startedAt, { timeout: 8_000 }).toBeGreaterThan(4_500);
  await startEdge();
  await isReady();
  await expectSound(video(), { seconds: 2.5, within: 1 });
});

test("SIGTERM leaves a durable file within ten seconds and says goodbye; the next start goes on in it", async () => {
  const startedAt = await startRecording(600);
  const stoppedAt = Date.now();
  edge.child.kill("SIGTERM");
  expect(await edge.exited).toBe(0);
  expect(Date.now() - stoppedAt).toBeLessThan(10_000);
  await expect.poll(() => web.isOnline()).toBe(false);
  expect(await decodeMessages(path.join(rig.mediaDir, `videos/1/.${SESSION}.mp4.part`))).toBe("");
  await goesOn(startedAt, stoppedAt);
});

test("a second worker on the same folders refuses to start", async () => {
  await startEdge();
  const second = rig.start();
  expect(await second.exited).toBe(1);
  expect(second.log()).toContain("Another edge-worker");
});
