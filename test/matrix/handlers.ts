import { readdirSync } from "node:fs";
import path from "node:path";
import { routes } from "@/lib/contracts/routes";
import type { RouteHandler } from "@/lib/http/route";

const API = path.resolve(import.meta.dirname, "../../app/api");

/** Every handler of the API by its method and address, HEAD too where it is served. */
export async function loadHandlers(): Promise<Map<string, RouteHandler>> {
  const files = readdirSync(API, { recursive: true, encoding: "utf8" }).filter((file) =>
    /(^|\/)route\.tsx?$/.test(file),
  );
  const loaded = await Promise.all(
    files.map(async (file) => {
      const module: Record<string, unknown> = await import(/* @vite-ignore */ path.join(API, file));
      const address = `/api/${path.dirname(file)}`;
      return Object.entries(module)
        .filter((entry): entry is [string, RouteHandler] => typeof entry[1] === "function" && "spec" in entry[1])
        .map(([method, handler]) => [`${method} ${address}`, handler] as const);
    }),
  );
  return new Map(loaded.flat());
}

export type RouteName = keyof typeof routes;
export const ROUTE_NAMES = Object.keys(routes) as RouteName[];
