import { expect, test, vi } from "vitest";
import { SteppedClock } from "@/lib/core/stepped-clock";
import { credentialsOf, Recent } from "./recent";

test("what many ask at once, and again within three seconds, is looked up once", async () => {
  const clock = new SteppedClock();
  const recent = new Recent<number>(clock);
  const look = vi.fn(async () => 7);
  expect(await Promise.all([recent.get("a", look), recent.get("a", look)])).toEqual([7, 7]);
  await clock.advance(2_900);
  await recent.get("a", look);
  expect(look).toHaveBeenCalledTimes(1);
  await recent.get("b", look);
  await clock.advance(200);
  await recent.get("a", look);
  expect(look).toHaveBeenCalledTimes(3);
});

test("a refusal is asked again at once", async () => {
  const recent = new Recent<number>(new SteppedClock());
  const look = vi.fn().mockRejectedValueOnce(new Error("no")).mockResolvedValue(7);
  await expect(recent.get("a", look)).rejects.toThrow("no");
  expect(await recent.get("a", look)).toBe(7);
});

test("another login is another question", () => {
  const shown = [{ cookie: "a" }, { cookie: "b" }, { authorization: "a" }, {}].map((headers) =>
    credentialsOf(new Request("http://vigie.test", { headers: headers as Record<string, string> })),
  );
  expect(new Set(shown).size).toBe(4);
});
