import { describe, expect, test, vi } from "vitest";
import type { Frame } from "@/lib/contracts/preview";
import { SteppedClock } from "@/lib/core/stepped-clock";
import { type MjpegOptions, mjpegResponse } from "./mjpeg";

const frame = (sequence: number): Frame => ({
  capturedAtMs: 0,
  sequence,
  width: 2,
  height: 2,
  jpeg: Buffer.from([0xff, 0xd8, sequence]),
});

function viewer(options: Partial<MjpegOptions> = {}) {
  const clock = new SteppedClock();
  const camera = { send: (_: Frame) => {}, stopped: vi.fn() };
  const disconnect = new AbortController();
  const watch = (onFrame: (frame: Frame) => void) => {
    camera.send = onFrame;
    return camera.stopped;
  };
  const response = mjpegResponse(watch, { signal: disconnect.signal, fps: 25, clock, ...options });
  return { response, camera, clock, disconnect, reader: response.body!.getReader() };
}

const HEADER = "--vigie-frame\r\nContent-Type: image/jpeg\r\nContent-Length: 3\r\n\r\n";

/** One part: its header, and the picture in it. */
async function readFrame(reader: ReadableStreamDefaultReader<Uint8Array>) {
  const part = Buffer.from((await reader.read()).value!);
  return { part, header: part.toString("latin1", 0, HEADER.length), jpeg: part.subarray(HEADER.length, -2) };
}

describe("mjpegResponse", () => {
  test("sends each picture as a part", async () => {
    const { response, camera, reader } = viewer();
    camera.send(frame(1));
    const { header, jpeg, part } = await readFrame(reader);
    expect(response.headers.get("content-type")).toBe("multipart/x-mixed-replace; boundary=vigie-frame");
    expect(header).toBe(HEADER);
    expect(jpeg).toEqual(Buffer.from(frame(1).jpeg));
    expect(part.toString("latin1").endsWith("\r\n")).toBe(true);
  });

  test("the bytes of a picture are one buffer for all who look", async () => {
    const viewers = [viewer(), viewer()];
    const sent = frame(1);
    for (const { camera } of viewers) camera.send(sent);
    const [one, other] = await Promise.all(viewers.map(async ({ reader }) => (await reader.read()).value));
    expect(one).toBe(other);
  });

  test("a stalled viewer holds one frame, and gets the newest one when it reads again", async () => {
    const { camera, clock, reader } = viewer();
    for (let i = 1; i <= 200; i++) {
      camera.send(frame(i));
      await clock.advance(100);
    }
    expect((await readFrame(reader)).jpeg[2]).toBe(1);
    expect((await readFrame(reader)).jpeg[2]).toBe(200);
    const nothingMore = await Promise.race([
      reader.read().then(() => "queued"),
      clock.advance(1).then(() => "nothing"),
    ]);
    expect(nothingMore).toBe("nothing");
  });

  test("ends when the viewer is gone, by signal or by cancel, and only once", async () => {
    const bySignal = viewer();
    bySignal.disconnect.abort();
    expect((await bySignal.reader.read()).done).toBe(true);
    expect(bySignal.camera.stopped).toHaveBeenCalledTimes(1);

    const byCancel = viewer();
    await byCancel.reader.cancel();
    byCancel.disconnect.abort();
    expect(byCancel.camera.stopped).toHaveBeenCalledTimes(1);
  });

  test("ends within five seconds of a login that is no longer allowed, but not while nobody can tell", async () => {
    const isStillAllowed = vi.fn(async () => true).mockRejectedValueOnce(new Error("Postgres is away"));
    const { clock, camera, reader } = viewer({ isStillAllowed });
    await clock.advance(20_000);
    expect(camera.stopped).not.toHaveBeenCalled();
    isStillAllowed.mockResolvedValue(false);
    await clock.advance(5_000);
    expect(camera.stopped).toHaveBeenCalledTimes(1);
    expect((await reader.read()).done).toBe(true);
    const asked = isStillAllowed.mock.calls.length;
    await clock.advance(60_000);
    expect(isStillAllowed).toHaveBeenCalledTimes(asked);
  });
});
