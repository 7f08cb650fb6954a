import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CameraConfig, ClipReport, CommandArgs } from "@/lib/contracts/mqtt";
import { newId } from "@/lib/core/ids";
import type { EmbeddedBroker } from "@/lib/mqtt/embedded-broker";
import { checkPlayable } from "@/test/video-file";
import { DEVICE, type EdgeProcess, type EdgeRig, edgeRig } from "./edge-process.fixture";
import { type FakeWeb, startBroker, startFakeWeb } from "./fake-web.fixture";

const CAMERA: CameraConfig = {
  ...{ id: 1, club_id: 1, name: "Court 1", source: "test", url: null, audio: false, sensors: false, ring: true },
};

let [broker, web, rig] = [{} as EmbeddedBroker, {} as FakeWeb, {} as EdgeRig];
let edge: EdgeProcess;

beforeEach(async () => {
  broker = await startBroker();
  web = await startFakeWeb(broker.port);
  rig = await edgeRig(`mqtt://127.0.0.1:${broker.port}`);
  edge = rig.start();
  await expect.poll(() => web.isOnline() || edge.log(), { timeout: 15_000 }).toBe(true);
  await web.link.command(DEVICE, "camera.set", { version: "1", cameras: [CAMERA, { ...CAMERA, id: 2, ring: false }] });
});
afterEach(async () => {
  await rig.cleanUp();
  await web.stop();
  await broker.stop();
});

const take = (change: Partial<CommandArgs<"clip.take">> = {}) =>
  web.link.command(DEVICE, "clip.take", {
    ...{ clip_id: newId(), camera_id: 1, club_id: 1, before_s: 5, after_s: 0, ...change },
  });
const told = (): ClipReport[] => web.inOrder().flatMap((report) => (report.type === "clip" ? [report.data] : []));
const fileOf = ({ file }: ClipReport) => path.join(rig.mediaDir, file.path);
const secondsKept = async () => {
  const clip = await take().catch(() => null);
  return clip?.file.duration_seconds ?? 0;
};

test("without a session or a viewer the last seconds are there, and the reply says what the report says", async () => {
  await expect.poll(secondsKept, { timeout: 30_000, interval: 1_000 }).toBeGreaterThanOrEqual(5);
  const clip = await take();
  await checkPlayable(fileOf(clip), 5);
  await expect.poll(() => told().filter(({ file }) => file.id === clip.file.id)).toEqual([clip]);
  await expect(take({ camera_id: 2 })).rejects.toMatchObject({ code: "conflict" });
  await expect(take({ camera_id: 3 })).rejects.toMatchObject({ code: "not_found" });
  await web.link.command(DEVICE, "file.delete", { file_id: clip.file.id, path: clip.file.path });
  expect(existsSync(fileOf(clip))).toBe(false);
});

test("the device is stopped while it waits for the end of an event's clip: what there is is kept and told", async () => {
  await expect.poll(secondsKept, { timeout: 30_000, interval: 1_000 }).toBeGreaterThanOrEqual(5);
  const event_id = newId();
  const asked = take({ event_id, after_s: 60 }).catch(() => null);
  // The command is on its way; a second one is answered after it was begun.
  await web.link.command(DEVICE, "state.get", {});
  edge.child.kill("SIGTERM");
  expect(await edge.exited).toBe(0);
  await asked;
  edge = rig.start();
  const ofEvent = () => told().filter((clip) => clip.event_id === event_id);
  await expect.poll(() => ofEvent().length || edge.log(), { timeout: 15_000 }).toBe(1);
  const [clip] = ofEvent();
  expect(clip!.file.path).toBe(`clips/1/${event_id}.mp4`);
  await checkPlayable(fileOf(clip!), 5);
  expect(readdirSync(path.dirname(fileOf(clip!))).filter((name) => name.endsWith(".part"))).toEqual([]);
});

test("killed while it waits, the device has nothing of the clip and goes on as before", async () => {
  await expect.poll(secondsKept, { timeout: 30_000, interval: 1_000 }).toBeGreaterThanOrEqual(5);
  const asked = take({ event_id: newId(), after_s: 60 }).catch(() => null);
  await web.link.command(DEVICE, "state.get", {});
  edge.child.kill("SIGKILL");
  await edge.exited;
  edge = rig.start();
  await asked;
  await expect.poll(secondsKept, { timeout: 40_000, interval: 1_000 }).toBeGreaterThan(1);
  const names = readdirSync(path.join(rig.mediaDir, "clips", "1"));
  expect(names.filter((name) => name.endsWith(".part"))).toEqual([]);
  const files = names.filter((name) => name.endsWith(".mp4")).sort();
  await expect
    .poll(() =>
      told()
        .map(({ file }) => `${file.id}.mp4`)
        .sort(),
    )
    .toEqual(files);
  expect(told().some(({ event_id }) => event_id !== null)).toBe(false);
}, 90_000);
