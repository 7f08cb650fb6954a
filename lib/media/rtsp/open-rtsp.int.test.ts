import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { afterAll, describe, test } from "vitest";
import type { LookUp } from "@/lib/core/camera-url";
import { runProcess } from "@/lib/process/node-process-runner";
import { startRtspServer } from "@/test/fixtures/rtsp-server";
import { describeAt, startScriptedRtsp } from "../hostile-cameras.fixture";
import { makeFolder, policy, silent } from "../media.fixture";
import type { AudioUnit, Unit, VideoUnit } from "../packets";
import { openRtsp } from "./open-rtsp";

const cleanUps: (() => unknown)[] = [];
afterAll(async () => {
  await Promise.all(cleanUps.map((cleanUp) => cleanUp()));
});
function using<T extends { stop(): unknown }>(thing: T): T {
  cleanUps.push(() => thing.stop());
  return thing;
}
async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  cleanUps.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

function read(url: string, { audio = false, lookUp }: { audio?: boolean; lookUp?: LookUp } = {}) {
  const camera = { id: 1, club_id: 1, name: "Court", source: "rtsp" as const, url, audio, sensors: false };
  const stop = new AbortController();
  cleanUps.push(() => stop.abort());
  const seen = { units: [] as Unit[], bytes: 0, connected: 0 };
  const allowed = { ...policy, ...(lookUp ? { lookUp } : {}) };
  const open = openRtsp({ camera, ffmpegPath: "ffmpeg", policy: allowed, run: runProcess, log: silent });
  const ended = open({
    stop: stop.signal,
    onConnected: () => seen.connected++,
    onBytes: (count) => {
      seen.bytes += count;
    },
    onUnit: (unit) => seen.units.push(unit),
  });
  ended.catch(() => {});
  const pictures = () => seen.units.filter((unit): unit is VideoUnit => unit.kind === "video");
  const sounds = () => seen.units.filter((unit): unit is AudioUnit => unit.kind === "audio");
  return { seen, ended, pictures, sounds, stop: () => stop.abort() };
}
const reasonFor = (url: string) =>
  read(url).ended.then(
    () => "stopped",
    (error: { reason?: string; details?: { cause: string } }) => error.reason ?? error.details?.cause,
  );
const many = { timeout: 15_000 };

/** Annex B, which any decoder reads. */
function toStream(pictures: readonly VideoUnit[]): Buffer {
  const start = Buffer.from([0, 0, 0, 1]);
  const parts: Buffer[] = pictures[0]!.format.parameterSets.flatMap((set) => [start, set]);
  for (const { data } of pictures)
    for (let at = 0; at < data.length; ) {
      const end = at + 4 + data.readUInt32BE(at);
      parts.push(start, data.subarray(at + 4, end));
      at = end;
    }
  return Buffer.concat(parts);
}

function decode(pictures: readonly VideoUnit[]) {
  const format = pictures[0]!.format.codec;
  const args = ["-v", "error", "-f", format, "-i", "pipe:0", "-f", "framecrc", "pipe:1"];
  const said = execFileSync("ffmpeg", args, { input: toStream(pictures), stdio: ["pipe", "pipe", "pipe"] });
  return String(said)
    .split("\n")
    .filter((line) => /^0,/.test(line)).length;
}

describe("pictures and sound of a real server", () => {
  test.concurrent.for([
    [
      "H.264",
      { user: "admin", password: "p@ss w", auth: "basic", kbps: 8_000, pattern: "zone-plate kx2=6 ky2=6 kt=3" },
    ],
    ["H.264", { user: "admin", password: 'q"\\é', auth: "digest", audio: "alaw" }],
    ["H.265", { codec: "h265", width: 640, height: 360 }],
  ] as const)("%s, %j", async ([, options], { expect }) => {
    const camera = using(await startRtspServer(options));
    const reader = read(camera.url);
    await expect.poll(() => reader.pictures().length, many).toBeGreaterThan(55);
    const pictures = reader.pictures();
    reader.stop();
    await reader.ended;
    const { width = 1280, height = 720 } = options as { width?: number; height?: number };
    expect(pictures[0]).toMatchObject({ isKey: true, format: { width, height } });
    expect(pictures.filter(({ isKey }) => isKey).length).toBeGreaterThanOrEqual(2);
    expect(new Set(pictures.map(({ format }) => format)).size).toBe(1);
    for (const [index, { pts, dts }] of pictures.entries()) {
      expect(dts).toBeLessThanOrEqual(pts);
      if (index > 0) expect(pts - pictures[index - 1]!.pts).toBeCloseTo(3_600, -1);
    }
    expect(decode(pictures)).toBe(pictures.length);
    expect(reader.seen.connected).toBe(1);
    expect(reader.seen.bytes).toBeGreaterThan(pictures.reduce((sum, { data }) => sum + data.length, 0));
  });

  test.concurrent("pictures that are sent in another order than they are shown in", async ({ expect }) => {
    const camera = using(await startRtspServer({ codec: "h264-reordered", width: 640, height: 360 }));
    const reader = read(camera.url);
    await expect.poll(() => reader.pictures().length, many).toBeGreaterThan(60);
    const pictures = reader.pictures();
    const isBack = pictures.map(({ pts }, index) => index > 0 && pts < pictures[index - 1]!.pts);
    expect(isBack.filter(Boolean).length).toBeGreaterThan(10);
    const shown = pictures.map(({ pts }) => pts).toSorted((a, b) => a - b);
    for (const [index, { pts, dts }] of pictures.entries()) {
      expect(dts).toBeLessThanOrEqual(pts);
      if (index > 2) expect(dts - pictures[index - 1]!.dts).toBeCloseTo(3_600, -1);
      if (index > 0 && index < 55) expect(shown[index]! - shown[index - 1]!).toBeCloseTo(3_600, -1);
    }
    expect(decode(pictures)).toBe(pictures.length);
  });

  test.concurrent("AAC, on the time of the pictures", async ({ expect }) => {
    const camera = using(await startRtspServer({ audio: "aac" }));
    const reader = read(camera.url, { audio: true });
    await expect.poll(() => reader.sounds().length, many).toBeGreaterThan(100);
    const sounds = reader.sounds();
    expect(sounds[0]!.format).toMatchObject({ sampleRate: 44_100, channels: 1 });
    const seconds = (sounds.at(-1)!.pts - sounds[0]!.pts) / 90_000;
    expect(seconds).toBeCloseTo(((sounds.length - 1) * 1_024) / 44_100, 0);
    expect(Math.abs(sounds.at(-1)!.pts - reader.pictures().at(-1)!.pts)).toBeLessThan(90_000 / 2);
  });

  test.concurrent.for(["mulaw", "alaw"] as const)(
    "%s becomes AAC, on the time of the pictures",
    async (audio, { expect }) => {
      const camera = using(await startRtspServer({ audio }));
      const reader = read(camera.url, { audio: true });
      await expect.poll(() => reader.sounds().length, many).toBeGreaterThan(20);
      const [sounds, picture] = [reader.sounds(), reader.pictures().at(-1)!];
      reader.stop();
      await reader.ended;
      expect(sounds[0]!.format).toMatchObject({ codec: "aac", sampleRate: 8_000, channels: 1 });
      const step = (1_024 * 90_000) / 8_000;
      const steps = sounds.slice(1).map(({ pts }, index) => pts - sounds[index]!.pts);
      // Once it moves to where the camera's own clock says it is.
      expect(steps.filter((one) => Math.abs(one - step) > 2).length).toBeLessThanOrEqual(1);
      const behind = (picture.pts - sounds.at(-1)!.pts) / 90_000;
      expect(behind).toBeGreaterThan(-0.3);
      expect(behind).toBeLessThan(1);
    },
  );

  test.concurrent("behind TLS with a certificate of its own", async ({ expect }) => {
    const { file, remove } = makeFolder();
    cleanUps.push(remove);
    const [key, cert] = [file("key.pem"), file("cert.pem")];
    const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=camera"];
    execFileSync("openssl", [...request, "-keyout", key, "-out", cert], { stdio: "ignore" });
    const camera = using(await startRtspServer({ user: "admin", password: "p", auth: "digest" }));
    const front = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, (socket) => {
      const inner = connect(camera.port, "127.0.0.1");
      for (const end of [socket, inner]) end.on("error", () => {});
      socket.pipe(inner).pipe(socket);
      socket.on("close", () => inner.destroy());
    });
    const reader = read(`rtsps://admin:p@127.0.0.1:${await listen(front)}/live`);
    await expect.poll(() => reader.pictures().length, many).toBeGreaterThan(5);
  });
});

describe("says why there is no picture", () => {
  test.concurrent("login, path, codec, door, silence and another language", async ({ expect }) => {
    const [camera, jpegs] = await Promise.all([
      startRtspServer({ user: "admin", password: "right", auth: "digest" }).then(using),
      startRtspServer({ codec: "mjpeg" }).then(using),
    ]);
    const mute = await listen(createServer((socket) => void socket.on("error", () => {})));
    const web = await listen(createServer((socket) => socket.on("error", () => {}).end("HTTP/1.1 400 Bad\r\n\r\n")));
    const shy = await listen(createServer((socket) => socket.on("error", () => {}).destroy()));
    expect(
      await Promise.all([
        reasonFor(camera.url.replace("right", "wrong")),
        reasonFor(camera.url.replace("admin:right@", "")),
        reasonFor(jpegs.url.replace("/live", "/none")),
        reasonFor(jpegs.url),
        reasonFor("rtsp://127.0.0.1:1/x"),
        reasonFor(`rtsp://127.0.0.1:${mute}/x`),
        reasonFor(`rtsp://127.0.0.1:${web}/x`),
        reasonFor(`rtsp://127.0.0.1:${shy}/x`),
      ]),
    ).toEqual([
      ...["wrong_login", "wrong_login", "wrong_path", "wrong_codec", "refused", "silent", "no_video"],
      expect.stringMatching(/^(ended|broke_off)$/),
    ]);
  });

  test.concurrent("a camera that freezes, and one that dies", async ({ expect }) => {
    const [frozen, killed] = await Promise.all([startRtspServer().then(using), startRtspServer().then(using)]);
    const readers = [read(frozen.url), read(killed.url)];
    for (const { pictures } of readers) await expect.poll(() => pictures().length, many).toBeGreaterThan(5);
    frozen.freeze();
    const startedMs = performance.now();
    await killed.stop();
    await expect(readers[1]!.ended).rejects.toMatchObject({ reason: expect.stringMatching(/ended|broke_off/) });
    await expect(readers[0]!.ended).rejects.toMatchObject({ reason: "silent" });
    expect(performance.now() - startedMs).toBeLessThan(4_500);
    frozen.resume();
    const again = read(frozen.url);
    await expect.poll(() => again.pictures().length, many).toBeGreaterThan(5);
  });
});

test.concurrent("an address that does not answer makes room for the next", async ({ expect }) => {
  const camera = using(await startRtspServer());
  const lookUp = async () => ["127.0.0.9", "127.0.0.1"].map((address) => ({ address, family: 4 }));
  const reader = read(camera.url.replace("127.0.0.1", "camera.test"), { lookUp });
  await expect.poll(() => reader.pictures().length, many).toBeGreaterThan(1);
});

test.concurrent("when it is told to stop it says goodbye, and is gone soon even if nobody answers", async ({
  expect,
}) => {
  const camera = using(
    await startScriptedRtsp({
      DESCRIBE: describeAt("track1"),
      SETUP: (cseq) =>
        `RTSP/1.0 200 OK\r\nCSeq: ${cseq}\r\nSession: 77;timeout=60\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n`,
    }),
  );
  const reader = read(`rtsp://127.0.0.1:${camera.port}/live`);
  await expect.poll(() => reader.seen.connected, many).toBe(1);
  const startedMs = performance.now();
  reader.stop();
  await reader.ended;
  expect(performance.now() - startedMs).toBeLessThan(600);
  expect(camera.asked).toEqual(["OPTIONS", "DESCRIBE", "SETUP", "PLAY", "TEARDOWN"]);
});
