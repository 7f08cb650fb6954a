import { cpuPerMinute, memoryMiBOf } from "../cpu";
import { untilIdle } from "../recording-cpu";
import type { World } from "../world";
import type { Bench } from "./bench";

/** Of some programs together with all below them. */
export type Cost = {
  /** CPU-seconds per minute. */
  cpu: number;
  memoryMiB: number;
};

/**
 * After a recording has begun a peer opens its cameras, and V8 compiles what runs often: measured, that is over after a
 * minute and a half (1.42, 1.22, then 1.0 CPU-s/min). A match is ninety.
 */
export const settleMs = ({ isQuick }: Pick<Bench, "isQuick">): number => (isQuick ? 20_000 : 90_000);

/** The kernel counts in steps of 10 ms, as much as a camera takes in a second: in a shorter window each is a large part. */
const LEAST_SECONDS = 60;

/** How long the cost of a few cameras, or of none, is watched. */
export const costSeconds = ({ seconds, isQuick }: Pick<Bench, "seconds" | "isQuick">): number =>
  isQuick ? seconds : Math.max(seconds, LEAST_SECONDS);

/** What they use from now on for `seconds`, and the memory they have at the end of it. */
export async function costOf(pids: readonly number[], seconds: number): Promise<Cost> {
  const cpus = await Promise.all(pids.map((pid) => cpuPerMinute(pid, seconds)));
  return { cpu: sum(cpus), memoryMiB: sum(pids.map((pid) => memoryMiBOf(pid))) };
}

/** What the hub uses when nobody wants anything of it. */
export async function idleCost(world: World, seconds: number): Promise<Cost> {
  await untilIdle(world);
  return costOf([world.pidOf("hub")], seconds);
}

const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
