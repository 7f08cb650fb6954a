import { expect, test } from "vitest";
import { full, reported } from "@/test/recording-reports";
import { withoutOldFulls } from "./apply-reports";

test("of many full reports only the newest counts; everything else stays, in its order", () => {
  const at = new Date(0);
  const session = {
    type: "session",
    data: { session_id: "sess_1_1772388000000", camera_id: 1, state: "active" },
  } as const;
  const [f1, s1, f2, s2] = [full(), session, full(), session].map((body) => reported("hub", body, at));
  expect(withoutOldFulls([f1!, s1!, f2!, s2!])).toEqual([s1, f2, s2]);
  expect(withoutOldFulls([])).toEqual([]);
});
