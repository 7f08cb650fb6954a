import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Database } from "better-sqlite3";
import { afterEach, expect, test, vi } from "vitest";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { SteppedClock } from "@/lib/core/stepped-clock";
import type { VideoFormat } from "@/lib/media/packets";
import { Ring, type SeenUnit } from "@/lib/media/ring";
import {
  cameraConfig,
  FakeEvents,
  FakeOutbox,
  FakePreview,
  FakeProxy,
  memoryDatabase,
  silentBus,
  silentLog,
} from "../fakes.fixture";
import { createReports } from "../reports";
import { type ClipRequest, createClips } from "./clips";
import type { ClipPaths } from "./paths";
import { salvageClips } from "./salvage-clips";
import { sqliteClipStore } from "./store";

const H264: VideoFormat = { codec: "h264", width: 64, height: 36, parameterSets: [] };
const HEVC: VideoFormat = { ...H264, codec: "hevc" };
const MADE = { bytes: 4, durationSeconds: 12.5, sha256: "a".repeat(64), hasPoster: true };
const NEVER = new AbortController().signal;

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

/** A device with one camera that sends a key frame each second; a second one over the same world is a restart. */
function setUp(world: { db?: Database; mediaDir?: string } = {}) {
  const { db = memoryDatabase(), mediaDir = mkdtempSync(path.join(tmpdir(), "clips-")) } = world;
  cleanUps.push(() => rmSync(mediaDir, { recursive: true, force: true }));
  const [clock, outbox] = [new SteppedClock(), new FakeOutbox()];
  const reports = createReports({ outbox, bus: silentBus, deviceId: "pi-1", bootId: "b", clock, wake: () => {} });
  const proxy = new FakeProxy(cameraConfig(1));
  const state = {
    ring: new Ring() as Ring | null,
    disk: { bytesFree: 1_000, bytesTotal: 10_000, bytesReserved: 100 },
    written: [] as (readonly SeenUnit[])[],
    write: async ({ final }: ClipPaths) => {
      writeFileSync(final, "clip");
      return MADE;
    },
  };
  const events = new FakeEvents();
  const shared = { store: sqliteClipStore(db), reports, events, mediaDir, clock, log: silentLog };
  const clips = createClips({
    ...shared,
    cameras: {
      pin(id) {
        if (id !== 1) throw new AppError("not_found", "This device does not serve this camera.");
        const camera = { config: proxy.camera, proxy, preview: new FakePreview(), ring: state.ring, closed: NEVER };
        return { ...camera, release: proxy.hold() };
      },
    },
    writeClip: ({ units }, paths) => {
      state.written.push(units);
      return state.write(paths);
    },
    readDisk: async () => state.disk,
  });
  const see = (format = H264) => {
    const atMs = clock.monotonicMs();
    const times = { pts: atMs * 90, dts: atMs * 90, atMs };
    state.ring?.add({ kind: "video", format, isKey: atMs % 1_000 === 0, data: Buffer.alloc(100), ...times });
  };
  /** The camera sends five pictures a second. */
  async function live(seconds: number, format?: VideoFormat): Promise<void> {
    for (let n = 0; n < seconds * 5; n++) {
      await clock.advance(200);
      see(format);
    }
  }
  const ask = (change: Partial<ClipRequest> = {}): ClipRequest => ({
    ...{ clip_id: newId(), camera_id: 1, club_id: 3, session_id: "sess_1_1767225600000", before_s: 5, after_s: 0 },
    ...change,
  });
  const salvage = () => salvageClips({ ...shared, describeClip: async () => MADE });
  const span = (n = 0) => [state.written[n]?.[0]?.atMs, state.written[n]?.at(-1)?.atMs];
  return { db, mediaDir, clock, outbox, events, proxy, state, store: shared.store, clips, live, ask, salvage, span };
}

test("the last seconds: from the key frame before them to the next picture, in the library's words", async () => {
  const { clips, live, ask, clock, outbox, proxy, span } = setUp();
  await live(20.4);
  await clock.advance(100);
  const request = ask();
  const taking = clips.take(request);
  await live(0.2);
  const report = await taking;
  expect(span()).toEqual([15_000, 20_700]);
  expect(report).toEqual({
    ...{ camera_id: 1, club_id: 3, session_id: request.session_id, event_id: null },
    started_at: new Date(clock.now().getTime() - 5_700).toISOString(),
    file: {
      ...{ id: request.clip_id, path: `clips/3/${request.clip_id}.mp4`, bytes: 4, sha256: MADE.sha256 },
      ...{ duration_seconds: 12.5, has_poster: true },
    },
  });
  expect(outbox.reports("clip")).toEqual([report]);
  expect(proxy.holders).toBe(0);
});

test("around an event: what was before it, the event itself, and what comes after", async () => {
  const { clips, live, ask, clock, outbox, events, span } = setUp();
  await live(20);
  const at = clock.now().toISOString();
  await live(1);
  const event_id = newId();
  const taking = clips.take(ask({ session_id: undefined, event_id, after_s: 10, at }));
  await live(8.8);
  expect(span()).toEqual([undefined, undefined]);
  await live(0.4);
  const report = await taking;
  expect(span()).toEqual([15_000, 30_000]);
  expect(report).toMatchObject({ event_id, session_id: null, file: { path: `clips/3/${event_id}.mp4` } });
  expect(outbox.reports("clip")).toHaveLength(1);
  const captured = { trigger: event_id, camera: 1, file_id: report.file.id, duration_seconds: 12.5, bytes: 4 };
  expect(events.seen).toEqual([{ type: "video.captured", topic: "captured", cameraId: 1, data: captured }]);
});

test("an event that gets no clip is told why, also after the device was killed meanwhile", async () => {
  const { db, mediaDir, clips, live, ask, events, store } = setUp();
  const event_id = newId();
  const request = ask({ session_id: undefined, event_id });
  await expect(clips.take({ ...request, camera_id: 9 })).rejects.toMatchObject({ code: "not_found" });
  expect(events.seen).toMatchObject([
    { type: "video.lost", data: { trigger: event_id, camera: 9, cause: "not_found" } },
  ]);
  const about = { cameraId: 1, clubId: 3, sessionId: null, startedAt: "2026-01-01T00:00:00.000Z" };
  store.begin({ ...about, clipId: request.clip_id, eventId: event_id, name: `${event_id}_1` });
  await live(1);
  const next = setUp({ db, mediaDir });
  await next.salvage();
  await next.salvage();
  const lost = { trigger: event_id, camera: 1, file_id: request.clip_id, cause: "unavailable" };
  expect(next.events.seen).toMatchObject([{ type: "video.lost", topic: "captured", cameraId: 1, data: lost }]);
});

test("asked again meanwhile it is the same clip; past four at once it is refused", async () => {
  const { clips, live, ask, state } = setUp();
  await live(6);
  const requests = Array.from({ length: 4 }, () => ask({ after_s: 1 }));
  const taking = requests.map((request) => clips.take(request));
  const again = clips.take(requests[0]!);
  await expect(clips.take(ask())).rejects.toMatchObject({ code: "rate_limited" });
  await live(1);
  const reports = await Promise.all(taking);
  expect(await again).toBe(reports[0]);
  expect(state.written).toHaveLength(4);
  const next = clips.take(ask());
  await live(1);
  await next;
});

test("what stands in the way is said, and leaves nothing", async () => {
  const { clips, live, ask, clock, state, store, proxy, outbox } = setUp();
  await expect(clips.take(ask({ camera_id: 9 }))).rejects.toMatchObject({ code: "not_found" });
  const empty = expect(clips.take(ask())).rejects.toMatchObject({ code: "camera_unreachable" });
  await clock.advance(1_000);
  await empty;
  await live(10);
  await clock.advance(20_000);
  const away = expect(clips.take(ask())).rejects.toMatchObject({ code: "camera_unreachable" });
  await clock.advance(1_000);
  await away;
  await live(5);
  state.disk = { ...state.disk, bytesFree: 10 };
  await expect(clips.take(ask())).rejects.toMatchObject({ code: "storage_full" });
  state.disk = { ...state.disk, bytesFree: 1_000 };
  state.write = () => Promise.reject(new AppError("storage_full", "The device's disk is full."));
  const full = expect(clips.take(ask())).rejects.toMatchObject({ code: "storage_full" });
  await live(1);
  await full;
  state.ring = null;
  await expect(clips.take(ask())).rejects.toMatchObject({ code: "conflict" });
  expect([store.unfinished(), proxy.holders, outbox.messages]).toEqual([[], 0, []]);
});

test("a camera that was away for a while, or changed its codec, still gives what there is", async () => {
  const { clips, live, ask, clock, state, span } = setUp();
  await live(10);
  await clock.advance(4_000);
  await live(2);
  const standing = clips.take(ask({ before_s: 9 }));
  await live(0.2);
  await standing;
  expect(span()).toEqual([7_000, 16_000]);
  await clock.advance(800);
  const seen = clips.take(ask({ after_s: 8 }));
  await live(9, HEVC);
  await seen;
  const codecs = state.written[1]!.map((unit) => unit.kind === "video" && unit.format.codec);
  expect([new Set(codecs), span(1)]).toEqual([new Set(["h264"]), [10_000, 16_200]]);
});

test("the end of the program ends what is being collected, and keeps it", async () => {
  const { clips, live, ask, outbox, span } = setUp();
  await live(10);
  const taking = clips.take(ask({ after_s: 30 }));
  await live(2);
  await clips.stop();
  await taking;
  expect(span()).toEqual([5_000, 12_000]);
  expect(outbox.reports("clip")).toHaveLength(1);
  await expect(clips.take(ask())).rejects.toMatchObject({ code: "unavailable" });
});

test("killed while a clip is written: a part goes, a clip that has its name is told once", async () => {
  const { db, mediaDir, live, ask, clips, state, outbox } = setUp();
  await live(10);
  const [cutOff, named] = [ask(), ask()];
  state.write = ({ part, final }) => {
    writeFileSync(part.includes(cutOff.clip_id) ? part : final, "bytes");
    return new Promise(() => {});
  };
  for (const request of [cutOff, named]) void clips.take(request);
  await live(1.2);
  const folder = path.join(mediaDir, "clips", "3");
  const left = [`.${cutOff.clip_id}.mp4.part`, `${named.clip_id}.mp4`].sort();
  await vi.waitFor(() => expect(readdirSync(folder).sort()).toEqual(left));
  expect(outbox.messages).toEqual([]);

  const next = setUp({ db, mediaDir });
  await next.salvage();
  expect(readdirSync(folder)).toEqual([`${named.clip_id}.mp4`]);
  expect(next.outbox.reports("clip")).toMatchObject([{ club_id: 3, file: { id: named.clip_id, bytes: 4 } }]);
  await next.salvage();
  expect(next.outbox.reports("clip")).toHaveLength(1);
});

test("parts nobody remembers go too, and nothing else does", async () => {
  const { mediaDir, salvage } = setUp();
  const folder = path.join(mediaDir, "clips", "3");
  mkdirSync(folder, { recursive: true });
  const names = [`.${newId()}.mp4.part`, `.${newId()}.jpg.part`, `${newId()}.mp4`, "notes.part"];
  for (const name of names) writeFileSync(path.join(folder, name), "bytes");
  await salvage();
  expect(names.map((name) => existsSync(path.join(folder, name)))).toEqual([false, false, true, true]);
});
