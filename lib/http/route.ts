import type { z } from "zod";
import { type Actor, ANONYMOUS } from "@/lib/auth/actor";
import type { Caller } from "@/lib/auth/actor-of";
import { requireDevice, requirePermission } from "@/lib/auth/permissions";
import type { RouteSpec } from "@/lib/contracts/routes";
import { systemClock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { Ctx } from "@/lib/domain/context";
import { type Runtime, runtime } from "@/lib/server/runtime";
import type { Answer } from "./answers";
import { answerOnce } from "./idempotency";
import { problem } from "./problem";
import { type PathParams, readParams, readQuery } from "./read-address";
import { readBody } from "./read-body";
import { credentialsOf, Recent } from "./recent";
import { callerOf } from "./request-actor";
import { requestIdOf } from "./request-id";
import { requireSameOrigin } from "./same-origin";

export { accepted, created, ok } from "./answers";

type Parsed<S, K extends string> = S extends { readonly [P in K]: infer T extends z.ZodType } ? z.output<T> : undefined;
type AnswerOf<S> = S extends { readonly answer: infer T extends z.ZodType } ? Answer<z.input<T>> : Response;

export type RouteArgs<S extends RouteSpec> = {
  /** On a public route its actor is ANONYMOUS, who may do nothing, when nobody is logged in. */
  ctx: Ctx;
  actor: S["access"] extends "public" ? Actor | null : Actor;
  params: Parsed<S, "params">;
  query: Parsed<S, "query">;
  body: Parsed<S, "body">;
  request: Request;
};
export type RouteHandler = {
  (request: Request, context: { params: Promise<PathParams> }): Promise<Response>;
  /** The line of the route table it serves. */
  readonly spec: RouteSpec;
};

/**
 * The only way to serve a line of the route table: who calls, whether their role may, whether the request is theirs and
 * well-formed, then `run`, then one envelope for whatever was thrown. Every answer carries its request id and, unless it
 * says otherwise, is never cached.
 */
export function route<const S extends RouteSpec>(
  spec: S,
  run: (args: RouteArgs<S>) => Promise<AnswerOf<S>> | AnswerOf<S>,
): RouteHandler {
  const handle = async (request: Request, context: { params: Promise<PathParams> }): Promise<Response> => {
    const requestId = requestIdOf(request);
    const response = await serve(spec, run, request, context, requestId).catch((error: unknown) =>
      problem(error, requestId, runtime().log),
    );
    return withHeaders(response, requestId);
  };
  return Object.assign(handle, { spec });
}

async function serve<S extends RouteSpec>(
  spec: S,
  run: (args: RouteArgs<S>) => Promise<Response> | Response,
  request: Request,
  context: { params: Promise<PathParams> },
  requestId: string,
): Promise<Response> {
  const web = runtime();
  if (!web.isAccepting())
    throw new AppError("unavailable", "Vigie is restarting. Try again in a moment.", { retryAfterSeconds: 5 });
  if (request.method === "HEAD" && spec.method !== "HEAD" && !spec.head && !spec.answer)
    return new Response(null, { status: 405, headers: { allow: spec.method } });
  const actor = await admit(spec, request, web);
  const ctx = web.context(actor ?? ANONYMOUS, requestId);
  const params = readParams(spec, await context.params);
  const query = readQuery(spec.query, request);
  const body = spec.body && (await readBody(request, spec.body, spec.bodyBytes));
  // The schemas that made these values are the ones RouteArgs<S> is derived from.
  const args = { ctx, actor, params, query, body, request } as unknown as RouteArgs<S>;
  if (!spec.idempotent) return run(args);
  return answerOnce(ctx, { request, operation: `${spec.method} ${spec.path}`, asked: { params, query, body } }, () =>
    Promise.resolve(run(args)),
  );
}

const recentCallers = new Recent<Caller | null>(systemClock);

/** Who calls, and may: null only on a public route. */
async function admit(spec: RouteSpec, request: Request, web: Runtime): Promise<Actor | null> {
  const look = () => callerOf(request, web, { isPublic: spec.access === "public" });
  const caller = await (spec.polled ? recentCallers.get(credentialsOf(request), look) : look());
  if (caller) limitActor(web, caller.actor);
  if (spec.access !== "public") {
    if (!caller) throw new AppError("unauthenticated", "Log in first.");
    if (spec.access === "device") requireDevice(caller.actor);
    else requirePermission(caller.actor, spec.access);
  }
  if (caller?.by === "cookie" && request.method !== "GET" && request.method !== "HEAD")
    requireSameOrigin(request, web.config.NEXTAUTH_URL);
  return caller?.actor ?? null;
}

/** The address was counted at the door. Throws `rate_limited`. */
function limitActor({ limits }: Runtime, actor: Actor): void {
  const refusal =
    actor.kind === "device"
      ? limits.refuse("device", actor.id)
      : actor.kind === "user"
        ? (limits.refuse("user", actor.id) ?? (actor.clubId === null ? null : limits.refuse("club", actor.clubId)))
        : null;
  if (refusal) throw refusal;
}

function withHeaders(answer: Response, requestId: string): Response {
  // What `fetch` brought cannot be written on.
  const response = answer.type === "default" ? answer : new Response(answer.body, answer);
  response.headers.set("x-request-id", requestId);
  if (!response.headers.has("cache-control")) response.headers.set("cache-control", "private, no-store");
  return response;
}
