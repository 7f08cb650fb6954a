import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "@/lib/core/clock";
import { createLogger } from "@/lib/core/logger";
import { createCameraProxy } from "./camera-proxy";
import { CameraFailure } from "./failure";
import type { Chunk } from "./ports";
import type { OpenUpstream, UpstreamIo } from "./upstream";

const LINGER_MS = 5_000;
const JPEG = { kind: "jpeg", data: Buffer.from("a picture"), width: 16, height: 16 } as const;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A camera whose every connection the test answers itself. */
function setUp() {
  const connections: UpstreamIo[] = [];
  let answer: (io: UpstreamIo) => Promise<void> = ({ stop }) =>
    new Promise((resolve) => stop.addEventListener("abort", () => resolve()));
  const open: OpenUpstream = (io) => {
    connections.push(io);
    return answer(io);
  };
  const proxy = createCameraProxy({
    ...{ camera: { id: 7, club_id: 1, name: "", source: "mjpeg", url: null, audio: false, sensors: false }, open },
    ...{ ffmpegPath: "", clock: { ...systemClock, monotonicMs: () => Date.now(), sleep }, lingerMs: LINGER_MS },
    ...{ log: createLogger("test", "silent"), policy: { allowTestSources: true, allowedHosts: [] } },
  });
  const send = () => connections.at(-1)?.onUnit(JPEG);
  return { proxy, connections, send, answerWith: (next: typeof answer) => (answer = next) };
}

/** Obeys the fake timers, which the real one of node:timers/promises does not. */
const sleep = (ms: number, signal?: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, ms);
    signal?.addEventListener("abort", abort, { once: true });
  });

test("one connection for any number of holders and consumers, closed a little after the last", async () => {
  const { proxy, connections, send } = setUp();
  expect(connections).toHaveLength(0);
  const releases = [proxy.hold(), proxy.hold(), proxy.consume(() => {}), proxy.consume(() => {})];
  send();
  expect(proxy.report()).toMatchObject({ state: "live", consumers: 2, codec: "mjpeg", width: 16, height: 16 });
  for (const release of [...releases, ...releases]) release();
  await vi.advanceTimersByTimeAsync(LINGER_MS - 1_000);
  proxy.hold()();
  send();
  await vi.advanceTimersByTimeAsync(LINGER_MS - 1_000);
  expect(connections[0]?.stop.aborted).toBe(false);
  send();
  await vi.advanceTimersByTimeAsync(1_100);
  expect(connections).toHaveLength(1);
  expect(connections[0]?.stop.aborted).toBe(true);
  expect(proxy.report()).toMatchObject({ state: "idle", frame_age_ms: null });
});

test("who joins gets the last picture at once, and one that throws costs nobody else anything", () => {
  const { proxy, send } = setUp();
  const got: Chunk[][] = [[], []];
  proxy.consume(() => {
    throw new Error("mine alone");
  });
  proxy.consume((chunk) => got[0]!.push(chunk));
  send();
  proxy.consume((chunk) => got[1]!.push(chunk));
  expect(got.map((chunks) => chunks.length)).toEqual([1, 1]);
  send();
  expect(got.map((chunks) => chunks.length)).toEqual([2, 2]);
});

test("a silent camera is replaced within five seconds; connected without a picture it is stale; then it is live again", async () => {
  const { proxy, connections, send } = setUp();
  const states: string[] = [];
  proxy.onChange(() => states.push(proxy.report().state));
  proxy.hold();
  send();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(connections[0]?.stop.aborted).toBe(true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(connections).toHaveLength(2);
  connections[1]?.onConnected();
  await vi.advanceTimersByTimeAsync(6_000);
  send();
  expect(states).toEqual(["connecting", "live", "unreachable", "stale", "live"]);
  expect(proxy.report()).toMatchObject({ reconnects: 1, error: null });
  const gap = { cause: expect.stringContaining("Nothing arrived"), to: expect.any(String) };
  expect(proxy.gapsSince(new Date(0))).toMatchObject([gap]);
});

test("a camera that refuses the connection is asked at least once a second, for ever", async () => {
  const { proxy, connections, answerWith } = setUp();
  answerWith(() => Promise.reject(new CameraFailure("The camera refuses the connection.")));
  proxy.hold();
  const waiting = expect(proxy.waitForFrame(3_000)).rejects.toMatchObject({
    code: "camera_unreachable",
    message: "The camera refuses the connection.",
  });
  await vi.advanceTimersByTimeAsync(20_000);
  await waiting;
  expect(connections.length).toBeGreaterThan(20);
  expect(proxy.report()).toMatchObject({ state: "unreachable", error: "The camera refuses the connection." });
});

test("one that refuses the password says so at once, and is not asked so often that it locks us out", async () => {
  const { proxy, connections, answerWith } = setUp();
  answerWith(() => Promise.reject(new CameraFailure("The camera refuses this user and password.", true)));
  proxy.hold();
  const waiting = expect(proxy.waitForFrame(60_000)).rejects.toThrow("password");
  await vi.advanceTimersByTimeAsync(10);
  await waiting;
  await vi.advanceTimersByTimeAsync(300_000);
  expect(connections.length).toBeLessThan(60);
});

test("waiting for a frame opens the camera by itself; stop ends everything, also who waits", async () => {
  const { proxy, connections, send } = setUp();
  const first = proxy.waitForFrame(1_000);
  send();
  await first;
  const never = setUp();
  const waiting = expect(never.proxy.waitForFrame(10_000)).rejects.toMatchObject({ code: "camera_unreachable" });
  await never.proxy.stop();
  await waiting;
  await proxy.stop();
  proxy.hold();
  expect(connections).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});
