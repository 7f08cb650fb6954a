import { beforeEach, expect, test, vi } from "vitest";
import { frameHeader } from "@/lib/contracts/frame";
import { FrameFeed } from "./frame-feed";

const wire = { subscribe: vi.fn(), unsubscribe: vi.fn() };
let feed: FrameFeed;
beforeEach(() => {
  vi.resetAllMocks();
  feed = new FrameFeed(wire);
});

function message(sequence: number): ArrayBuffer {
  const header = frameHeader({ capturedAtMs: 1, sequence, width: 4, height: 3 });
  return new Uint8Array([...header, 0xff, 0xd8]).buffer;
}

test("two places that show one camera share one subscription; the last one out ends it", () => {
  const [one, two] = [{ onFrame: vi.fn() }, { onFrame: vi.fn() }];
  const leaveOne = feed.watch(7, "tile", 5, one);
  const leaveTwo = feed.watch(7, "tile", 5, two);
  expect(wire.subscribe).toHaveBeenCalledTimes(1);
  feed.deliver(7, "tile", message(1));
  expect(one.onFrame).toHaveBeenCalledWith(expect.objectContaining({ sequence: 1 }));
  leaveOne();
  leaveOne();
  feed.deliver(7, "tile", message(2));
  expect(one.onFrame).toHaveBeenCalledTimes(1);
  expect(two.onFrame).toHaveBeenCalledTimes(2);
  expect(wire.unsubscribe).not.toHaveBeenCalled();
  leaveTwo();
  expect(wire.unsubscribe).toHaveBeenCalledExactlyOnceWith(7, "tile");
});

test("a faster viewer raises the rate for all", () => {
  feed.watch(7, "full", 5, { onFrame: vi.fn() });
  feed.watch(7, "full", 15, { onFrame: vi.fn() });
  feed.watch(7, "full", 10, { onFrame: vi.fn() });
  expect(wire.subscribe.mock.calls).toEqual([
    [7, "full", 5],
    [7, "full", 15],
  ]);
});

test("after a reconnection everything that is still shown is asked for again", () => {
  feed.watch(1, "tile", 5, { onFrame: vi.fn() })();
  feed.watch(2, "tile", 5, { onFrame: vi.fn() });
  feed.watch(2, "full", 15, { onFrame: vi.fn() });
  wire.subscribe.mockClear();
  feed.resubscribe();
  expect(wire.subscribe.mock.calls).toEqual([
    [2, "tile", 5],
    [2, "full", 15],
  ]);
});

test("a refusal reaches every profile of the camera, and no other camera", () => {
  const [tile, full, other] = [vi.fn(), vi.fn(), vi.fn()];
  feed.watch(1, "tile", 5, { onFrame: vi.fn(), onError: tile });
  feed.watch(1, "full", 5, { onFrame: vi.fn(), onError: full });
  feed.watch(2, "tile", 5, { onFrame: vi.fn(), onError: other });
  feed.fail(1, "not_found");
  expect([tile, full, other].map((f) => f.mock.calls)).toEqual([[["not_found"]], [["not_found"]], []]);
});

test("what is too short to be a picture, or nobody asked for, is dropped", () => {
  const onFrame = vi.fn();
  feed.watch(1, "tile", 5, { onFrame });
  feed.deliver(1, "tile", new ArrayBuffer(16));
  feed.deliver(1, "full", message(1));
  feed.deliver(9, "tile", message(1));
  expect(onFrame).not.toHaveBeenCalled();
});

test("who watches may ask for another rate; the server hears what the most demanding one wants", () => {
  const [one, two] = [{ onFrame: vi.fn() }, { onFrame: vi.fn() }];
  feed.watch(7, "tile", 5, one);
  const leaveTwo = feed.watch(7, "tile", 3, two);
  feed.change(one, 2);
  feed.change(two, 1);
  feed.change(two, 4);
  leaveTwo();
  feed.change(two, 5);
  expect(wire.subscribe.mock.calls.map(([, , fps]) => fps)).toEqual([5, 3, 2, 4, 2]);
  expect(wire.unsubscribe).not.toHaveBeenCalled();
});
