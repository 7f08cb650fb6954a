import { expect, test } from "vitest";
import { routes as contract, type RouteSpec } from "@/lib/contracts/routes";
import { routes } from "./routes";

test.each(Object.keys(routes) as (keyof typeof routes)[])("%s is as in the contract", (name) => {
  const spec: RouteSpec = contract[name];
  const { method, path, idempotent } = routes[name];
  expect({ method, path, idempotent }).toEqual({ method: spec.method, path: spec.path, idempotent: spec.idempotent });
});
