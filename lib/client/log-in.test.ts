import { expect, test } from "vitest";
import { toOutcome } from "./log-in";

test.each([
  [{ ok: true, status: 200, error: null }, "done"],
  [{ ok: false, status: 401, error: "CredentialsSignin" }, "wrong"],
  [{ ok: false, status: 401, error: "rate_limited" }, "locked"],
  [{ ok: false, status: 429, error: "x" }, "locked"],
  [{ ok: false, status: 401, error: "unavailable" }, "unavailable"],
  [{ ok: false, status: 500, error: "Configuration" }, "unavailable"],
  [undefined, "unavailable"],
])("%j → %s", (answer, outcome) => expect(toOutcome(answer)).toBe(outcome));
