import type { FeedDeps, FeedKey } from "../leased-topic";
import { type Awaited, gone, LiveFeed } from "./feed";

export type LiveKey = FeedKey<"hls">;
/** Who asks, by any name that stays; and what they wait for. */
export type Asking = { viewer: string; awaited?: Awaited | null };
/** What a name below the playlist means. */
export type LiveAsked = { init: number } | { segment: number; part: number | null };

/** The cameras' own streams for many players: one lease and one subscription per camera, and the last ten seconds of it. */
export interface LiveHub {
  /**
   * The playlist as it is, with what it names below `folder`; one that has what is awaited, when it comes within 5 s. The
   * first one comes with the first whole segment, within 10 s. Throws `camera_unreachable` with the cause, the device's
   * own refusal, or `bad_request` for what lies in the far future.
   */
  playlist(key: LiveKey, folder: string, asked: Asking): Promise<string>;
  /** The bytes a playlist named, shared: do not change them. The next part is waited for. Throws `not_found` for what is over, and where nobody plays. */
  read(key: LiveKey, asked: LiveAsked): Promise<readonly Uint8Array[]>;
  /** How many asked for the playlist of a camera in the last seconds. */
  viewers(cameraId: number): number;
  /** Ends every feed: called at shutdown. */
  stop(): void;
}

export function createLiveHub(deps: FeedDeps): LiveHub {
  const feeds = new Map<string, LiveFeed>();
  const idOf = ({ deviceId, cameraId }: LiveKey) => `${deviceId}/${cameraId}`;
  const feedOf = (key: LiveKey): LiveFeed => {
    const id = idOf(key);
    const found = feeds.get(id);
    if (found) return found;
    const feed = new LiveFeed(key, deps, () => feeds.delete(id));
    feeds.set(id, feed);
    feed.start();
    return feed;
  };
  return {
    playlist: (key, folder, { viewer, awaited = null }) => feedOf(key).playlist(folder, viewer, awaited),
    read: async (key, asked) => {
      const feed = feeds.get(idOf(key));
      if (!feed) throw gone();
      return "init" in asked ? feed.init(asked.init) : feed.media(asked.segment, asked.part);
    },
    viewers: (cameraId) =>
      [...feeds].reduce((sum, [id, feed]) => (id.endsWith(`/${cameraId}`) ? sum + feed.viewerCount : sum), 0),
    stop() {
      for (const feed of [...feeds.values()]) feed.stop();
    },
  };
}
