import type { Frame } from "@/lib/contracts/preview";
import { FrameFeed } from "./frame-feed";
import type { FrameHub, FrameKey } from "./frames";
import type { FeedDeps } from "./leased-topic";

const keyOf = ({ deviceId, cameraId, profile }: FrameKey): string => `${deviceId}/${cameraId}/${profile}`;

/** A picture up to this old is still the newest one of a camera that sends a frame every second or two. */
const SNAPSHOT_MAX_AGE_MS = 2_000;
const SNAPSHOT_WAIT_MS = 3_000;

/** The pictures that devices send over the bus, shared by every viewer of this process. */
export function createFrameHub(deps: FeedDeps): FrameHub {
  const feeds = new Map<string, { cameraId: number; feed: FrameFeed }>();
  const arrivals = new WeakMap<Frame, number>();

  const feedOf = (key: FrameKey): FrameFeed => {
    const id = keyOf(key);
    const found = feeds.get(id);
    if (found) return found.feed;
    const feed = new FrameFeed(key, deps, { arrivals, onEnd: () => void feeds.delete(id) });
    feeds.set(id, { cameraId: key.cameraId, feed });
    feed.start();
    return feed;
  };
  const feedsOf = (cameraId: number): FrameFeed[] =>
    [...feeds.values()].filter((entry) => entry.cameraId === cameraId).map((entry) => entry.feed);
  const ageMs = (frame: Frame): number => {
    const arrivedMs = arrivals.get(frame);
    return arrivedMs === undefined ? Number.POSITIVE_INFINITY : deps.clock.monotonicMs() - arrivedMs;
  };

  return {
    watch: (key, onFrame, onError) => ({ stop: feedOf(key).add({ onFrame, onError }) }),
    snapshot: (key, { maxAgeMs = SNAPSHOT_MAX_AGE_MS, waitMs = SNAPSHOT_WAIT_MS } = {}) =>
      feedOf(key).snapshot(maxAgeMs, waitMs),
    newest(cameraId) {
      const frames = feedsOf(cameraId).flatMap((feed) => feed.newest ?? []);
      return frames.sort((a, b) => ageMs(a) - ageMs(b))[0] ?? null;
    },
    ageMs,
    viewers: (cameraId) => feedsOf(cameraId).reduce((sum, feed) => sum + feed.viewerCount, 0),
    stop() {
      for (const { feed } of [...feeds.values()]) feed.stop();
    },
  };
}
