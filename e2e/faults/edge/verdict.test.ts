import { expect, test } from "vitest";
import { judgeEvents, type StoredEvent } from "./verdict";

const journal = { deviceId: "pi", ids: ["a", "b", "c"], unanswered: 1 };
const row = (id: string, seq: number): StoredEvent => ({ id, deviceId: "pi", bootId: "1", seq: BigInt(seq) });
const judge = (...rows: StoredEvent[]) => judgeEvents([journal], rows);

test("all there once and in order, with a press that nobody answered", () => {
  const well = { lost: 0, twice: 0, disordered: 0 };
  expect(judge(row("a", 1), row("b", 2), row("c", 5))).toEqual(well);
  expect(judge(row("a", 1), row("x", 2), row("b", 3), row("c", 4))).toEqual(well);
});

test("what is missing, double, unasked for or out of order is counted", () => {
  expect(judge(row("a", 1), row("c", 2))).toMatchObject({ lost: 1, twice: 0 });
  expect(judge(row("a", 1), row("a", 1), row("b", 2), row("c", 3))).toMatchObject({ lost: 0, twice: 1 });
  expect(judge(row("a", 1), row("b", 2), row("c", 3), row("x", 4), row("y", 5))).toMatchObject({ twice: 1 });
  expect(judge(row("a", 2), row("b", 1), row("c", 3))).toMatchObject({ disordered: 1 });
  expect(judge(row("a", 1), row("b", 1), row("c", 3))).toMatchObject({ disordered: 1 });
});
