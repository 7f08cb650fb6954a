import { expect, test, vi } from "vitest";
import { createLogger } from "@/lib/core/logger";
import { SteppedClock } from "@/lib/core/stepped-clock";
import { Shutdown } from "./shutdown";

function parts() {
  const clock = new SteppedClock();
  return { clock, shutdown: new Shutdown(clock, createLogger("test", "silent")), stopped: [] as string[] };
}

test("stops in the opposite order, each part once, whatever one of them throws", async () => {
  const { shutdown, stopped } = parts();
  const fail = vi.fn(() => {
    throw new Error("broken");
  });
  shutdown.add("database", () => stopped.push("database"));
  shutdown.add("broken", fail);
  shutdown.add("server", async () => stopped.push("server"));
  await Promise.all([shutdown.run(), shutdown.run()]);
  expect(stopped).toEqual(["server", "database"]);
  expect(fail).toHaveBeenCalledTimes(1);
});

test("a part that never stops is left behind after its deadline", async () => {
  const { shutdown, stopped, clock } = parts();
  shutdown.add("database", () => stopped.push("database"));
  shutdown.add("stuck", () => new Promise(() => undefined));
  const done = shutdown.run();
  await clock.advance(1_400);
  expect(stopped).toEqual([]);
  await clock.advance(200);
  await done;
  expect(stopped).toEqual(["database"]);
});
