import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { get, request as httpRequest, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DeviceStatus } from "@/lib/contracts/mqtt";
import { systemClock } from "@/lib/core/clock";
import { SecretBox } from "@/lib/core/secret-box";
import type { PictureChunk } from "@/lib/media/ports";
import { sqliteCameraStore } from "../services/camera-store";
import { type Cameras, createCameras } from "../services/cameras";
import {
  cameraConfig,
  FakePreview,
  FakeProxy,
  FakePublisher,
  memoryDatabase,
  silentLog,
} from "../services/fakes.fixture";
import { type RecordingRow, sqliteRecordingStore } from "../services/recordings/store";
import { createLocalHttp, type LocalHttp } from "./server";
import { createSnapshots } from "./snapshots";

const SESSION = "sess_1_1700000000000";
const FILE_ID = "0198c0de-0000-7000-8000-000000000001";
const ROW: RecordingRow = {
  ...{ sessionId: SESSION, cameraId: 1, clubId: 1, fileId: FILE_ID, state: "recording" },
  ...{ startedAt: "2026-01-01T00:00:00.000Z", endsAt: "2026-01-01T01:00:00.000Z", endedAt: null },
  ...{ bytes: 10, durationSeconds: null, gaps: [], error: null, file: null },
};

let [http, mediaDir] = [undefined as unknown as LocalHttp, ""];
let [proxy, preview] = [undefined as unknown as FakeProxy, undefined as unknown as FakePreview];
let [cameras, store] = [undefined as unknown as Cameras, sqliteRecordingStore(memoryDatabase())];

/** What was pressed, and how often. */
let pressed: [string, number][] = [];
const sensors = {
  simulate(name: string, count = 1) {
    pressed.push([name, count]);
    return Array.from({ length: count }, (_, n) => `event-${n}`);
  },
};

async function serve(token?: string) {
  const db = memoryDatabase();
  store = sqliteRecordingStore(db);
  cameras = createCameras({
    store: sqliteCameraStore(db, new SecretBox(["k".repeat(32)])),
    createProxy: (config) => (proxy = new FakeProxy(config)),
    createPublisher: () => new FakePublisher(),
    createPreview: () => (preview = new FakePreview()),
    recordingOf: () => null,
    log: silentLog,
  });
  cameras.set({ version: "1", cameras: [cameraConfig(1, { name: "<Court & 1>" })] });
  const readStatus = async () =>
    DeviceStatus.parse({
      status: "online",
      version: "1.2.3",
      cameras: cameras.reports(),
      at: "2026-01-01T00:00:00.000Z",
    });
  const snapshots = createSnapshots({ cameras, clock: systemClock });
  const parts = {
    deviceId: "pi-1",
    cameras,
    store,
    snapshots,
    sensors,
    mediaDir,
    readStatus,
    isConnected: () => true,
    clock: systemClock,
  };
  const recordings = { running: () => [ROW] };
  http = createLocalHttp({ ...parts, recordings, host: "127.0.0.1", port: 0, token, log: silentLog });
  await http.start();
}
const ask = (where: string, init?: RequestInit) => fetch(`http://127.0.0.1:${http.port}${where}`, init);

beforeEach(async () => {
  mediaDir = await mkdtemp(path.join(tmpdir(), "local-http-"));
  await serve();
});
afterEach(async () => {
  await http.stop();
  await rm(mediaDir, { recursive: true });
});

test("health, cameras, metrics and the page say how the device is", async () => {
  const health = await (await ask("/health")).json();
  expect(health).toMatchObject({ success: true, status: "unhealthy", device_id: "pi-1", version: "1.2.3" });
  expect(await (await ask("/cameras")).json()).toMatchObject({
    cameras: [{ id: 1, name: "<Court & 1>", state: "idle" }],
  });
  const metrics = await (await ask("/metrics")).text();
  expect(metrics).toContain('# TYPE vigie_edge_camera_live gauge\nvigie_edge_camera_live{camera="1"} 0\n');
  expect(metrics).toContain(`vigie_edge_recording_bytes{session="${SESSION}"} 10\n`);
  const page = await (await ask("/", { headers: { "accept-language": "en-GB,en" } })).text();
  expect(page).toContain("&lt;Court &amp; 1&gt;");
  expect(page).toContain("Linked to the server");
  expect(await (await ask("/")).text()).toContain("Relié au serveur");
});

test("what is not there, cannot be read or would change something is refused in the common envelope", async () => {
  for (const [where, status, code] of [
    ["/nothing", 404, "not_found"],
    ["/cameras/9/snapshot.jpg", 404, "not_found"],
    ["/files/none", 404, "not_found"],
    ["/cameras/1/stream.mjpeg?profile=huge", 422, "unprocessable"],
  ] as const) {
    const response = await ask(where);
    expect([response.status, (await response.json()).error.code]).toEqual([status, code]);
  }
  expect((await ask("/health", { method: "POST" })).status).toBe(400);
});

test("another page cannot read it through a name of its own", async () => {
  const status = await new Promise((resolve) => {
    const headers = { host: "evil.example" };
    httpRequest({ port: http.port, host: "127.0.0.1", path: "/health", headers }, (r) => resolve(r.statusCode)).end();
  });
  expect(status).toBe(403);
});

test("with a token nothing is shown without it", async () => {
  await http.stop();
  await serve("correct horse battery");
  const refused = await ask("/");
  expect([refused.status, refused.headers.get("www-authenticate")]).toEqual([401, expect.stringContaining("Basic")]);
  expect((await ask("/health", { headers: { authorization: "Bearer wrong" } })).status).toBe(401);
  const basic = Buffer.from("pi:correct horse battery").toString("base64");
  expect((await ask("/health", { headers: { authorization: `Basic ${basic}` } })).status).toBe(200);
});

test("a file by both its ids: whole, by range, unchanged, head", async () => {
  await mkdir(path.join(mediaDir, "videos/1"), { recursive: true });
  await writeFile(path.join(mediaDir, `videos/1/${SESSION}.mp4`), "0123456789");
  const file = { id: FILE_ID, path: `videos/1/${SESSION}.mp4`, bytes: 10, sha256: "a".repeat(64) };
  store.insert({ ...ROW, state: "ready", file: { ...file, duration_seconds: 1, has_poster: false } });
  const whole = await ask(`/files/${SESSION}`);
  expect([whole.status, await whole.text(), whole.headers.get("content-type")]).toEqual([
    200,
    "0123456789",
    "video/mp4",
  ]);
  const part = await ask(`/files/${FILE_ID}`, { headers: { range: "bytes=2-4" } });
  expect([part.status, await part.text(), part.headers.get("content-range")]).toEqual([206, "234", "bytes 2-4/10"]);
  const beyond = await ask(`/files/${FILE_ID}`, { headers: { range: "bytes=10-" } });
  expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, "bytes */10"]);
  const head = await ask(`/files/${FILE_ID}`, { method: "HEAD" });
  expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "10", ""]);
  const etag = head.headers.get("etag")!;
  expect((await ask(`/files/${FILE_ID}`, { headers: { "if-none-match": etag } })).status).toBe(304);
  const changed = { range: "bytes=0-1", "if-range": '"other"' };
  expect((await ask(`/files/${FILE_ID}`, { headers: changed })).status).toBe(200);
});

test("a recording still being made can be had up to now", async () => {
  await mkdir(path.join(mediaDir, "videos/1"), { recursive: true });
  await writeFile(path.join(mediaDir, `videos/1/.${SESSION}.mp4.part`), "abc");
  store.insert(ROW);
  expect(await (await ask(`/files/${SESSION}`)).text()).toBe("abc");
});

test("a snapshot is the newest picture, and the camera is warm for the next one", async () => {
  const asked = ask("/cameras/1/snapshot.jpg");
  await expect.poll(() => preview.watchers.size).toBe(1);
  preview.emit(7);
  const response = await asked;
  expect(response.headers.get("content-type")).toBe("image/jpeg");
  expect(Number(response.headers.get("x-frame-age-ms"))).toBeLessThan(1_000);
  expect(new Uint8Array(await response.arrayBuffer())[2]).toBe(7);
  expect((await ask("/cameras/1/snapshot.jpg")).status).toBe(200);
  expect(preview.watchers.size).toBe(1);
});

test("an MJPEG viewer gets pictures until it leaves, and then nobody holds the camera", async () => {
  const response = await new Promise<IncomingMessage>((resolve) =>
    get(`http://127.0.0.1:${http.port}/cameras/1/stream.mjpeg?profile=tile`, resolve),
  );
  expect(response.headers["content-type"]).toBe("multipart/x-mixed-replace; boundary=vigieframe");
  await expect.poll(() => preview.watchers.size).toBe(1);
  const first = new Promise<Buffer>((resolve) => response.once("data", resolve));
  preview.emit(3);
  expect((await first).toString("latin1")).toContain(
    "--vigieframe\r\nContent-Type: image/jpeg\r\nContent-Length: 5\r\n\r\n",
  );
  expect(proxy.holders).toBe(1);
  response.destroy();
  await expect.poll(() => [preview.watchers.size, proxy.holders]).toEqual([0, 0]);
});

const FORMAT = { codec: "h264", width: 16, height: 16, parameterSets: [Buffer.from([0x67, 1, 2, 3])] } as const;
/** A picture of one NAL unit. */
function picture(data: Buffer, isKey: boolean, pts = 0): PictureChunk {
  const unit = Buffer.concat([Buffer.alloc(4), data]);
  unit.writeUInt32BE(data.length);
  return { kind: "video", format: FORMAT, isKey, data: unit, pts, dts: pts, atMs: 0, gopMs: null };
}

test("a TS viewer gets what is buffered since the last key frame, and what follows", async () => {
  proxy.buffered = [picture(Buffer.from("the key"), true), picture(Buffer.from("the next"), false, 3_600)];
  const response = await ask("/cameras/1/stream.ts");
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "video/mp2t"]);
  proxy.emit(picture(Buffer.from("the live one"), false, 7_200));
  const reader = response.body!.getReader();
  const found = () => ["the key", "the next", "the live one"].filter((one) => text.includes(one));
  let text = "";
  while (found().length < 3) text += Buffer.from((await reader.read()).value!).toString("latin1");
  expect(text.length % 188).toBe(0);
  await reader.cancel();
});

test("a TS viewer that does not read loses data, begins again at a key frame, and costs no memory", async () => {
  const response = await new Promise<IncomingMessage>((resolve) =>
    get(`http://127.0.0.1:${http.port}/cameras/1/stream.ts`, resolve),
  );
  response.pause();
  const data = Buffer.alloc(188_000, 0x47);
  const before = process.memoryUsage().rss;
  for (let n = 0; n < 2_000; n++) proxy.emit(picture(data, n % 25 === 0, n * 3_600));
  expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  response.destroy();
  await expect.poll(() => proxy.report().consumers).toBe(0);
});

test("a simulated sensor is pressed by JSON alone, and nothing else is changed here", async () => {
  pressed = [];
  const press = (body: string, headers: Record<string, string> = { "content-type": "application/json" }) =>
    ask("/api/simulate", { method: "POST", body, headers });
  const answer = await press('{"sensor": "mat", "count": 2}');
  expect([answer.status, await answer.json()]).toEqual([200, { success: true, event_ids: ["event-0", "event-1"] }]);
  const refused = await Promise.all([
    press("mat"),
    press('{"sensor": "mat", "count": 1001}'),
    press(`{"sensor": "${"m".repeat(5_000)}"}`),
    press('{"sensor": "mat"}', { "content-type": "text/plain" }),
    ask("/api/simulate"),
    ask("/health", { method: "POST" }),
  ]);
  expect(refused.map(({ status }) => status)).toEqual([422, 422, 413, 400, 404, 400]);
  expect(pressed).toEqual([["mat", 2]]);
});
