import { pause } from "../pause";
import type { Chance } from "../seed";
import type { Edge } from "./edge";

/** The driver's own record: what a device said it keeps, in the order it said it. Nothing else is believed. */
export type Journal = {
  deviceId: string;
  ids: string[];
  /** Presses that nobody answered: kept or not, both is right. */
  unanswered: number;
};

/** Presses in bursts until the device has said so often that it keeps an event. A press is never repeated. */
export async function pressUntil(edge: Edge, total: number, chance: Chance, restMs: number): Promise<Journal> {
  const journal: Journal = { deviceId: edge.deviceId, ids: [], unanswered: 0 };
  while (journal.ids.length < total) {
    const count = Math.min(total - journal.ids.length, Math.ceil(chance.between(0, 1) ** 3 * 100));
    try {
      journal.ids.push(...(await edge.press(count)));
    } catch {
      journal.unanswered += count;
      await pause(100);
    }
    await pause(chance.between(0, 2 * restMs));
  }
  return journal;
}
