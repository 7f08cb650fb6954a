import { expect, test } from "vitest";
import { nextRound } from "./rounds";
import { SteppedClock } from "./stepped-clock";

const patient = () => new AbortController().signal;

test("who came within a quarter of a second wakes in the same turn, none later than asked", async () => {
  const clock = new SteppedClock();
  const woken: number[][] = [];
  let turn: number[] = [];
  const come = async (n: number) => {
    await nextRound(clock, patient());
    if (turn.push(n) === 1) {
      woken.push(turn);
      process.nextTick(() => {
        turn = [];
      });
    }
  };
  await clock.advance(1_010);
  for (let n = 0; n < 4; n++) {
    void come(n);
    await clock.advance(100);
  }
  await clock.advance(2_589);
  expect(woken).toEqual([]);
  await clock.advance(1);
  expect(woken).toEqual([[0, 1, 2]]);
  await clock.advance(250);
  expect(woken).toEqual([[0, 1, 2], [3]]);
});

test("who waits again from a round on is woken in the next one at its full time", async () => {
  const clock = new SteppedClock();
  await clock.advance(130);
  const at: number[] = [];
  void (async () => {
    while (at.length < 3) {
      await nextRound(clock, patient());
      at.push(clock.monotonicMs());
    }
  })();
  await clock.advance(10_000);
  expect(at).toEqual([3_000, 6_000, 9_000]);
});

test("who leaves is let go at once, and nothing is left to wake when nobody waits", async () => {
  const clock = new SteppedClock();
  const [first, second] = [new AbortController(), new AbortController()];
  const order: string[] = [];
  void nextRound(clock, first.signal).then(() => order.push("first"));
  void nextRound(clock, second.signal).then(() => order.push("second"));
  first.abort();
  await clock.advance(0);
  expect(order).toEqual(["first"]);
  second.abort();
  await clock.advance(0);
  expect(order).toEqual(["first", "second"]);
  // A round that everybody left is no trap for who comes after them.
  void nextRound(clock, patient()).then(() => order.push("third"));
  await clock.advance(3_000);
  expect(order).toEqual(["first", "second", "third"]);
  await nextRound(clock, first.signal);
});
