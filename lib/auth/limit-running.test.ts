import { expect, test } from "vitest";
import { limitRunning } from "./limit-running";

test("runs two at once, in order, and turns away who comes when the queue is full", async () => {
  const limited = limitRunning({ maxRunning: 2, maxWaiting: 3 });
  const begun: number[] = [];
  const end: (() => void)[] = [];
  const works = [1, 2, 3, 4, 5, 6].map((n) =>
    limited(async () => {
      begun.push(n);
      await new Promise<void>((resolve) => end.push(resolve));
      return n;
    }),
  );
  await expect(works[5]).rejects.toMatchObject({ code: "unavailable", retryAfterSeconds: 5 });
  for (let i = 0; i < 5; i++) {
    await expect.poll(() => end.length).toBeGreaterThan(i);
    expect(begun.length - i).toBeLessThanOrEqual(2);
    end[i]!();
  }
  expect(await Promise.all(works.slice(0, 5))).toEqual([1, 2, 3, 4, 5]);
  expect(begun).toEqual([1, 2, 3, 4, 5]);
});

test("a work that fails gives its turn back", async () => {
  const limited = limitRunning({ maxRunning: 1, maxWaiting: 1 });
  await expect(limited(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await limited(async () => "next")).toBe("next");
});
