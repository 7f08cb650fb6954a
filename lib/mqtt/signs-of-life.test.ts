import { expect, test } from "vitest";
import { createLogger } from "@/lib/core/logger";
import { SteppedClock } from "@/lib/core/stepped-clock";
import { memoryBroker } from "./memory-bus";
import { ALIVE_EVERY_MS } from "./presence-book";
import { createSignsOfLife } from "./signs-of-life";

const broker = memoryBroker(createLogger("test", "silent"));

/** A clock whose process can be suspended: time passes and nothing that sleeps wakes. */
class SuspendableClock extends SteppedClock {
  private suspendedMs = 0;
  override monotonicMs(): number {
    return super.monotonicMs() + this.suspendedMs;
  }
  suspend(ms: number): void {
    this.suspendedMs += ms;
  }
}

test("a sign each second while the link stands, none without, and one as soon as it is back", async () => {
  const clock = new SteppedClock();
  const [bus, web] = [broker.bus(), broker.bus()];
  let heard = 0;
  web.subscribe("system/hub/alive", () => heard++);
  await Promise.all([bus.start(), web.start()]);
  const signs = createSignsOfLife({ bus, deviceId: "hub", clock });
  await signs.start();
  await clock.advance(10 * ALIVE_EVERY_MS);
  expect(heard).toBe(11);
  bus.cut();
  await clock.advance(10 * ALIVE_EVERY_MS);
  bus.restore();
  await clock.advance(0);
  expect(heard).toBe(12);
  await clock.advance(2 * ALIVE_EVERY_MS);
  expect(heard).toBe(14);
  await signs.stop();
  await clock.advance(10 * ALIVE_EVERY_MS);
  expect(heard).toBe(14);
});

test("knows for a moment that it stood still, and for how long", async () => {
  const clock = new SuspendableClock();
  const signs = createSignsOfLife({ bus: broker.bus(), deviceId: "hub", clock });
  await signs.start();
  await clock.advance(5 * ALIVE_EVERY_MS);
  expect(signs.recentStallMs()).toBe(0);
  clock.suspend(30_000);
  await clock.advance(ALIVE_EVERY_MS);
  expect(signs.recentStallMs()).toBe(30_000);
  await clock.advance(3 * ALIVE_EVERY_MS);
  expect(signs.recentStallMs()).toBe(0);
  await signs.stop();
});
