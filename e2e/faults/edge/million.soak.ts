import { afterEach, expect, inject, test } from "vitest";
import { figure } from "../figures";
import { drainQueue } from "./drain-queue";
import { startWorld, type World } from "./world";

// R3: a device that was alone for weeks tells all of it, in order, and nobody's memory grows with what is left to tell.

const EVENTS = inject("soakEvents");
const DEVICE = "pi-1";
/** What a heap may breathe: measured is the last quarter against the second, the first one warms up. */
const BREATH_MIB = 64;

let world: World | undefined;
afterEach(() => world?.stop());

test(`${EVENTS} queued events drain without growth`, { timeout: 3 * 3_600_000 }, async () => {
  world = await startWorld("embedded", [DEVICE]);
  const { firstMs, lastedMs, overtaken, rssMiB } = await drainQueue(world, EVENTS, EVENTS * 10);
  const stored = await world.db.event.count({ where: { deviceId: DEVICE } });
  figure("soak", "events", EVENTS);
  figure("soak", "seconds from the link to the first event", firstMs / 1_000, "<= 10.00");
  figure("soak", "seconds until the last", lastedMs / 1_000);
  figure("soak", "events a second", Math.round(EVENTS / (lastedMs / 1_000)));
  figure("soak", "overtaken by a newer one", overtaken, "0");
  for (const [program, samples] of Object.entries(rssMiB)) {
    const [second, last] = [quarter(samples, 1), quarter(samples, 3)];
    figure(
      "soak",
      `${program}: RSS MiB, second quarter, last quarter, largest`,
      [second, last, Math.max(...samples)].map(Math.round).join(", "),
      `<= ${Math.round(second + BREATH_MIB)}`,
    );
    expect.soft(last, `${program} grows`).toBeLessThanOrEqual(second + BREATH_MIB);
  }
  expect(stored).toBe(EVENTS);
  expect(overtaken).toBe(0);
  expect(firstMs).toBeLessThanOrEqual(10_000);
});

/** The mean of one of four parts. */
function quarter(samples: readonly number[], which: number): number {
  const part = samples.slice(Math.floor((samples.length * which) / 4), Math.floor((samples.length * (which + 1)) / 4));
  return part.reduce((sum, one) => sum + one, 0) / Math.max(1, part.length);
}
