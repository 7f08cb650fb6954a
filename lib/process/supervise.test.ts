import { expect, test, vi } from "vitest";
import { ManualClock } from "@/lib/core/manual-clock";
import { type Attempt, supervise } from "./supervise";

const until = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));

function watched(attempt: Attempt) {
  const causes: unknown[] = [];
  const clock = new ManualClock();
  const options = { clock, openMs: 10_000, stallMs: 5_000, retryDelayMs: (failures: number) => failures * 100 };
  const onState = (_: unknown, cause: unknown) => causes.push(cause instanceof Error ? cause.message : cause);
  return { clock, causes, supervised: supervise({ ...options, attempt, onState }) };
}

test("retries after each failure with its own delay, and stops when told", async () => {
  let attempts = 0;
  const { clock, causes, supervised } = watched(async ({ stop }) => {
    attempts++;
    if (attempts < 4) throw new Error(`no ${attempts}`);
    clock.sleep = (_, signal) => until(signal!); // time stands still from here on
    await until(stop);
  });
  supervised.start();
  await vi.waitFor(() => expect(attempts).toBe(4));
  expect(clock.sleeps.filter((ms) => ms < 5_000)).toEqual([100, 200, 300]);
  expect(causes).toContain("no 3");
  await supervised.stop();
  expect(supervised.state()).toEqual({ at: "idle" });
});

test("an attempt without progress is replaced, and never by a second one beside it", async () => {
  let alive = 0;
  let attempts = 0;
  const { clock, causes, supervised } = watched(async ({ stop }) => {
    expect(++alive).toBe(1);
    if (++attempts === 3) clock.sleep = (_, signal) => until(signal!);
    await until(stop);
    alive--;
  });
  supervised.start();
  await vi.waitFor(() => expect(attempts).toBe(3));
  expect(causes).toContain("Nothing arrived for 10 s.");
  await supervised.stop();
  expect(alive).toBe(0);
});

test("stop before start and twice is nothing special", async () => {
  const { supervised } = watched(async ({ stop }) => until(stop));
  await supervised.stop();
  supervised.start();
  await Promise.all([supervised.stop(), supervised.stop()]);
  expect(supervised.state().at).toBe("idle");
});
