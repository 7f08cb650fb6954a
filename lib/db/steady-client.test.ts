import { Client } from "pg";
import { expect, test } from "vitest";
import { SteadyClient } from "./steady-client";

test("a connection that ends while nobody listens ends nothing else", () => {
  const gone = new Error("terminating connection due to unexpected postmaster exit");
  expect(() => new Client().emit("error", gone)).toThrow(gone);
  expect(() => new SteadyClient().emit("error", gone)).not.toThrow();
});
