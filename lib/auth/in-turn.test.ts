import { expect, test } from "vitest";
import { inTurn } from "./in-turn";

test("what concerns one key runs one after the other, whatever the one before threw", async () => {
  const seen: string[] = [];
  const work =
    (name: string, fails = false) =>
    async () => {
      seen.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };
  const results = await Promise.allSettled([
    inTurn("a", work("first", true)),
    inTurn("a", work("second")),
    inTurn("b", work("other")),
  ]);
  expect(results.map((result) => result.status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
  expect(seen.indexOf("second begins")).toBeGreaterThan(seen.indexOf("first ends"));
  expect(seen.indexOf("other begins")).toBeLessThan(seen.indexOf("first ends"));
});
