import { expect, test } from "vitest";
import { takeTurns } from "./turns";

test("no more than so many run at once, in their order, and one that fails makes room too", async () => {
  const twoAtOnce = takeTurns(2);
  const [begun, ends]: [number[], ((fails?: boolean) => void)[]] = [[], []];
  const runs = [0, 1, 2, 3].map((n) =>
    twoAtOnce(() => {
      begun.push(n);
      return new Promise<number>((resolve, reject) => {
        ends[n] = (fails) => (fails ? reject(new Error("no")) : resolve(n));
      });
    }),
  );
  const settled = Promise.allSettled(runs);
  const soon = () => new Promise(setImmediate);
  await soon();
  expect(begun).toEqual([0, 1]);
  ends[1]!(true);
  await soon();
  expect(begun).toEqual([0, 1, 2]);
  ends[0]!();
  await soon();
  expect(begun).toEqual([0, 1, 2, 3]);
  ends[2]!();
  ends[3]!();
  const values = (await settled).map((each) => (each.status === "fulfilled" ? each.value : "failed"));
  expect(values).toEqual([0, "failed", 2, 3]);
  expect(await twoAtOnce(async () => 7)).toBe(7);
});
