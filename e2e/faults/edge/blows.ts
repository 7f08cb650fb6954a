import type { CuttableLink } from "@/lib/mqtt/cuttable-link.fixture";
import { pause } from "../pause";
import type { Chance } from "../seed";
import type { Program } from "./keep-running";

const KILLS_PER_GUST = { low: 6, high: 12 };
/** So many events stored show that all stands again, and that the next gust comes in the middle of it. */
const FLOWING = 200;
const CALM_AT_MOST_MS = 10_000;

type Options = {
  programs: readonly Program[];
  links: readonly CuttableLink[];
  chance: Chance;
  kills: number;
  /** How many events are stored; null while nobody can say. */
  stored(): Promise<number | null>;
};
export type Damage = { kills: number; cuts: number; longestSilenceMs: number };

/**
 * Kills programs and cuts links, in gusts: some at once, some while the last is still coming back. A gust comes as soon as
 * events flow again after the last, so that it always meets them on their way. Every link is whole when it resolves.
 */
export async function rainBlows({ programs, links, chance, kills, stored }: Options): Promise<Damage> {
  const damage: Damage = { kills: 0, cuts: 0, longestSilenceMs: 0 };

  async function gust(): Promise<void> {
    const count = Math.round(chance.between(KILLS_PER_GUST.low, KILLS_PER_GUST.high));
    for (let i = 0; i < count; i++) {
      await pause(chance.between(0, 400));
      if (chance.one(programs).kill()) damage.kills++;
    }
  }

  async function cutOne(): Promise<void> {
    await pause(chance.between(0, 1_000));
    const link = chance.one(links);
    if (chance.between(0, 1) < 0.5) link.cut();
    else link.freeze();
    damage.cuts++;
    await pause(chance.between(50, 2_000));
    link.restore();
  }

  /** Until events flow again: a queue that is empty never does. */
  async function calm(): Promise<void> {
    const startMs = performance.now();
    const sinceMs = () => performance.now() - startMs;
    let before: number | null = null;
    let first: number | null = null;
    while (sinceMs() < CALM_AT_MOST_MS) {
      const now = await stored();
      before ??= now;
      if (now !== null && before !== null && now > before) first ??= sinceMs();
      if (now !== null && before !== null && now >= before + FLOWING) break;
      await pause(100);
    }
    damage.longestSilenceMs = Math.max(damage.longestSilenceMs, first ?? sinceMs());
  }

  while (damage.kills < kills) {
    await Promise.all([gust(), cutOne(), cutOne()]);
    await calm();
  }
  return damage;
}
