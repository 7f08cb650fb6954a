import { expect, test } from "vitest";
import { CUSTOM, chosenMinutes } from "./duration";

test.each([
  [{ picked: "90", custom: "" }, 90],
  [{ picked: "30", custom: "not read" }, 30],
  [{ picked: CUSTOM, custom: " 45 " }, 45],
  [{ picked: CUSTOM, custom: "1" }, 1],
  [{ picked: CUSTOM, custom: "600" }, 600],
  [{ picked: CUSTOM, custom: "601" }, null],
  [{ picked: CUSTOM, custom: "0" }, null],
  [{ picked: CUSTOM, custom: "1.5" }, null],
  [{ picked: CUSTOM, custom: "-5" }, null],
  [{ picked: CUSTOM, custom: "1e2" }, null],
  [{ picked: CUSTOM, custom: "" }, null],
])("%j → %j", (choice, minutes) => expect(chosenMinutes(choice)).toBe(minutes));
