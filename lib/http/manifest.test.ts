import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { type RouteSpec, routes } from "@/lib/contracts/routes";

const ROOT = path.resolve(import.meta.dirname, "../..");
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
/** The one handler that is not ours. */
const NEXT_AUTH = "/api/auth/[...nextauth]";

type Served = { path: string; method: string; handler: unknown };

const files = readdirSync(path.join(ROOT, "app/api"), { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|\/)route\.tsx?$/.test(file))
  .map((file) => ({ file: path.join(ROOT, "app/api", file), path: `/api/${path.dirname(file)}` }));

const served: Served[] = (
  await Promise.all(
    files.map(async ({ file, path }) => {
      const module: Record<string, unknown> = await import(/* @vite-ignore */ file);
      return METHODS.filter((method) => method in module).map((method) => ({ path, method, handler: module[method] }));
    }),
  )
).flat();

const ours = served.filter(({ path }) => path !== NEXT_AUTH);
const promised = Object.entries(routes).flatMap(([name, spec]: [string, RouteSpec]) =>
  [spec.method, ...(spec.head ? ["HEAD"] : [])].map((method) => ({ name, spec, method, path: spec.path })),
);
const address = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

test("every line of the table is served, and nothing is served that is not in it", () => {
  expect(ours.map(address).sort()).toEqual(promised.map(address).sort());
});

test.each(ours)("$method $path is served through route() with its own line", ({ method, path, handler }) => {
  const line = promised.find((entry) => entry.method === method && entry.path === path);
  // Who leaves route() out leaves out the login, the permission and the checks.
  const spec = typeof handler === "function" && "spec" in handler ? handler.spec : null;
  expect(spec).toBe(line?.spec);
});

test("no two lines share an address", () => {
  expect(new Set(promised.map(address)).size).toBe(promised.length);
});

test("next-auth's own handler is the only other one", () => {
  expect(served.filter(({ path }) => path === NEXT_AUTH).map(({ method }) => method)).toEqual(["GET", "POST"]);
});
