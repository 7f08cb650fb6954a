import { z } from "zod";
import type { RouteSpec } from "@/lib/contracts/routes";
import { ok, route } from "./route";

const define = <const S extends RouteSpec>(spec: S) => spec;
const readSpec = define({
  method: "GET",
  path: "/api/cameras/[id]",
  access: "camera:read",
  summary: "test",
  params: z.object({ id: z.string().regex(/^\d+$/).transform(Number) }),
  query: z.object({ n: z.coerce.number().int().max(5).default(1) }),
  answer: z.object({ actor: z.string(), id: z.number(), n: z.number() }),
});
/** Reads a thing by its id. */
export const read = route(readSpec, ({ ctx, params, query }) =>
  ok({ actor: ctx.actor.kind, id: params.id, n: query.n }),
);
const writeSpec = define({
  method: "POST",
  path: "/api/cameras",
  access: "camera:write",
  summary: "test",
  body: z.object({ name: z.string().max(5), count: z.int().default(7) }).strict(),
  answer: z.object({ name: z.string(), count: z.number() }),
});
/** Changes something. */
export const write = route(writeSpec, ({ body }) => ok(body));
export const publicSpec = define({ method: "GET", path: "/api/x", access: "public", summary: "test" });
/** Answers anybody. */
export const open = route(publicSpec, ({ actor, ctx }) =>
  Response.json({ given: actor?.kind ?? null, seen: ctx.actor.kind }),
);
