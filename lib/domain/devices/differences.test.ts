import { expect, test } from "vitest";
import type { Difference } from "@/lib/contracts/devices";
import { mergeDifferences } from "./differences";

const about = (id: string, what: string): Difference => ({ kind: "recording", id, here: null, device: "ready", what });

test("the newest word on a thing replaces the one before", () => {
  expect(mergeDifferences([about("a", "old"), about("b", "old")], [about("a", "new")])).toEqual([
    about("b", "old"),
    about("a", "new"),
  ]);
});

test("a device gone wild cannot fill its row", () => {
  const many = Array.from({ length: 500 }, (_, i) => about(String(i), "?"));
  expect(mergeDifferences([], many)).toHaveLength(100);
});
