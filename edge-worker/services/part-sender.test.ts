import { expect, test } from "vitest";
import { type LivePart, parseLivePart } from "@/lib/contracts/preview";
import { SteppedClock } from "@/lib/core/stepped-clock";
import type { VideoFormat } from "@/lib/media/packets";
import { MAX_FRAME_BYTES } from "@/lib/mqtt/packet-guard";
import { cameraConfig, FakePreview, FakeProxy, silentLog } from "./fakes.fixture";
import { sendParts } from "./part-sender";
import { createPreviewPublisher } from "./preview-publisher";

const SETS = [Buffer.from([0x67, 0x42, 0xc0, 0x1e, 0xd9]), Buffer.from([0x68, 0xce, 0x38, 0x80])];
const FORMAT: VideoFormat = { codec: "h264", width: 320, height: 180, parameterSets: SETS };

function setUp(bytes = 1_000) {
  const clock = new SteppedClock();
  const proxy = new FakeProxy(cameraConfig(4));
  const link = { isConnected: true, isSlow: false };
  const sent: LivePart[] = [];
  const stuck: (() => void)[] = [];
  const outlet = {
    isConnected: () => link.isConnected,
    send: (message: Uint8Array) => {
      sent.push(parseLivePart(message)!);
      return link.isSlow ? new Promise<void>((resolve) => stuck.push(resolve)) : Promise.resolve();
    },
  };
  const sender = sendParts(proxy, outlet, clock);
  let ms = 0;
  /** 25 pictures a second, a key frame each second. */
  const film = async (seconds: number) => {
    for (const endMs = ms + seconds * 1_000; ms < endMs; ms += 40) {
      await clock.advance(40);
      const ticks = ms * 90;
      const picture = { kind: "video", format: FORMAT, isKey: ms % 1_000 === 0, data: Buffer.alloc(bytes) } as const;
      proxy.emit({ ...picture, pts: ticks, dts: ticks, atMs: ms, gopMs: 1_000 });
    }
  };
  const parts = () => sent.filter(({ kind }) => kind === "part");
  return { clock, proxy, link, sent, stuck, sender, film, parts };
}

test("every message counts on, and says when by the clock on the wall its first picture was seen", async () => {
  const { clock, sent, sender, film, parts } = setUp();
  const startMs = clock.now().getTime();
  await film(4);
  expect(sent.map(({ sequence }) => sequence)).toEqual(sent.map((_, n) => n));
  expect(parts()[0]!.capturedAtMs).toBe(startMs);
  expect(parts().find(({ segment, index }) => segment > parts()[0]!.segment && index === 0)!.capturedAtMs).toBe(
    startMs + 1_000,
  );
  expect(sender).toMatchObject({ sent: sent.length, dropped: 0 });
});

test("a slow link drops whole parts up to the next key frame, and never queues without bound", async () => {
  const { link, sent, stuck, sender, film, parts } = setUp();
  await film(2);
  link.isSlow = true;
  await film(60);
  expect(stuck.length).toBeLessThanOrEqual(6);
  expect(sender.dropped).toBeGreaterThan(50);
  link.isSlow = false;
  for (const resolve of stuck) resolve();
  const before = sent.length;
  const last = parts().at(-1)!;
  await film(3);
  expect(sent[before]).toMatchObject({ kind: "init", segment: last.segment + 1, sequence: before });
  expect(sent[before + 1]).toMatchObject({ kind: "part", index: 0, isIndependent: true });
  expect(sent[before]!.stretch).toBeGreaterThan(last.stretch);
});

test("what is under way is bounded in bytes too", async () => {
  const { link, sent, film } = setUp(200_000);
  link.isSlow = true;
  await film(10);
  expect(sent.reduce((sum, { bytes }) => sum + bytes.byteLength, 0)).toBeLessThanOrEqual(4 * 1024 * 1024);
});

test("a part too large for a message is dropped; without a connection nothing is kept", async () => {
  const large = setUp(MAX_FRAME_BYTES);
  await large.film(3);
  expect(large.parts()).toEqual([]);
  const { link, sent, film } = setUp();
  link.isConnected = false;
  await film(3);
  expect(sent).toEqual([]);
  link.isConnected = true;
  await film(2);
  expect(sent[0]).toMatchObject({ kind: "init", sequence: 0 });
});

test("pictures and the stream of a camera are leased apart; a camera of single pictures has no stream", async () => {
  const clock = new SteppedClock();
  const served = (source: "test" | "mjpeg") => ({
    ...{ config: cameraConfig(4, { source }), proxy: new FakeProxy(cameraConfig(4, { source })) },
    ...{ preview: new FakePreview(), ring: null, closed: new AbortController().signal },
  });
  const camera = { now: served("test") };
  const cameras = { get: () => camera.now, hold: () => camera.now.proxy.hold() };
  const bus = { connected: true, publish: async () => {} };
  const publisher = createPreviewPublisher({ cameras, bus, deviceId: "pi-1", clock, log: silentLog });
  publisher.lease(4, "hls", 15);
  publisher.lease(4, "full", 30);
  expect(publisher.active()).toMatchObject([{ feed: "hls" }, { feed: "full" }]);
  expect(camera.now.proxy.report().consumers).toBe(1);
  await clock.advance(15_001);
  expect(publisher.active()).toMatchObject([{ feed: "full" }]);
  expect(camera.now.proxy.report().consumers).toBe(0);
  camera.now = served("mjpeg");
  expect(() => publisher.lease(4, "hls", 15)).toThrow(/no HLS/);
});
