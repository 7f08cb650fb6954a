import type { World } from "../world";

/** What each part is given. */
export type Bench = {
  /** How long a cost is watched. */
  seconds: number;
  hasMotion: boolean;
  /** Fewer and smaller steps: to see that everything runs, not what it costs. */
  isQuick: boolean;
  /** The real programs; started by whoever asks first. */
  world(): Promise<World>;
};
