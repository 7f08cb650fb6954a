import type { CuttableLink } from "@/lib/mqtt/cuttable-link.fixture";
import { pause } from "../pause";
import type { Chance } from "../seed";
import type { Program } from "./keep-running";

export type Blows = {
  readonly kills: number;
  readonly cuts: number;
  /** No further blow; every link is whole when it resolves. */
  stop(): Promise<void>;
};

/** Kills programs and cuts links, one after the other and both at once, until it is stopped. */
export function rainBlows(programs: readonly Program[], links: readonly CuttableLink[], chance: Chance): Blows {
  let isOver = false;
  let kills = 0;
  let cuts = 0;

  async function killOn(): Promise<void> {
    while (!isOver) {
      await pause(chance.between(100, 900));
      if (!isOver && chance.one(programs).kill()) kills++;
    }
  }

  async function cutOn(): Promise<void> {
    while (!isOver) {
      await pause(chance.between(100, 1_500));
      const link = chance.one(links);
      if (chance.between(0, 1) < 0.5) link.cut();
      else link.freeze();
      cuts++;
      await pause(chance.between(50, 2_000));
      link.restore();
    }
  }

  const raining = Promise.all([killOn(), cutOn()]);
  return {
    get kills() {
      return kills;
    },
    get cuts() {
      return cuts;
    },
    async stop() {
      isOver = true;
      await raining;
    },
  };
}
