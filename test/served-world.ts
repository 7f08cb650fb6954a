import path from "node:path";
import { encode } from "next-auth/jwt";
import type { UserActor } from "@/lib/auth/actor";
import { openLogin } from "@/lib/auth/login-rows";
import { issueToken } from "@/lib/auth/tokens";
import { WebEnv } from "@/lib/config/web";
import { createLogger } from "@/lib/core/logger";
import { noRateLimits } from "@/lib/core/rate-limits";
import { UPLOADS_FOLDER } from "@/lib/domain/files/paths";
import type { RouteHandler } from "@/lib/http/route";
import { publishRuntime, type Runtime } from "@/lib/server/runtime";
import { createUploadStore } from "@/lib/storage/uploads/upload-store";
import type { World } from "./domain-world";

const SITE = "http://vigie.test";
const SECRET = "0123456789abcdef0123456789abcdef-of-the-tests";

/** Publishes what route handlers find of the server, so that they can be called without one. */
export function serveWorld(world: World, change: Partial<Runtime> = {}): void {
  const config = WebEnv.parse({
    ...{ NODE_ENV: "test", DATABASE_URL: "postgresql://127.0.0.1/x", NEXTAUTH_URL: SITE, MEDIA_DIR: world.mediaDir },
    ...{ NEXTAUTH_SECRET: SECRET, CAMERA_SECRET: SECRET },
  });
  publishRuntime({
    config,
    log: createLogger("test", "silent"),
    db: world.db,
    limits: noRateLimits,
    uploads: createUploadStore(path.join(world.mediaDir, UPLOADS_FOLDER)),
    isAccepting: () => true,
    closing: new AbortController().signal,
    isBrokerConnected: () => true,
    currentAnswer: () => undefined,
    context: (actor, requestId) => ({ ...world.ctx(actor), requestId }),
    ...change,
  });
}

/** A bearer token of this person, valid as long as they are. */
export async function bearerOf(world: World, actor: UserActor, scopes?: string[]): Promise<Record<string, string>> {
  const user = await world.db.user.findUniqueOrThrow({ where: { id: actor.id } });
  const token = await issueToken(world.db, { user, name: "test", now: world.clock.now(), expiresAt: null, scopes });
  return { authorization: `Bearer ${token}` };
}

/** The cookie a browser of this person sends, with the Origin of our own pages. */
export async function cookieOf(world: World, { id }: UserActor, origin: string | null = SITE) {
  const user = await world.db.user.findUniqueOrThrow({ where: { id } });
  const browser = { userAgent: "Tests", address: "192.0.2.1" };
  const { id: loginId } = await openLogin(world.db, user, browser, world.clock.now());
  const login = { sub: String(id), loginEpoch: user.loginEpoch, loginId };
  const token = await encode({ token: login, secret: SECRET, maxAge: 3_600 });
  return { cookie: `theme=dark; next-auth.session-token=${token}`, ...(origin !== null && { origin }) };
}

type Call = {
  headers?: Record<string, string>;
  params?: Record<string, string>;
  query?: string;
  /** Sent as JSON, unless it is text or bytes already. */
  body?: unknown;
  method?: string;
};
// What an answer holds is what the tests are about.
export type Answered = { status: number; headers: Headers; body: { [field: string]: unknown } & { error?: Failure } };
type Failure = { code: string; message: string; request_id: string; details?: unknown };

/** Calls a route as Next would. */
export async function call(handler: RouteHandler, { headers, params = {}, query = "", body, method }: Call = {}) {
  const isRaw = typeof body === "string" || body instanceof Uint8Array || body instanceof ReadableStream;
  const init: RequestInit & { duplex?: "half" } = {
    method: method ?? handler.spec.method,
    headers: { host: "vigie.test", ...(body !== undefined && { "content-type": "application/json" }), ...headers },
    ...(body !== undefined && { body: isRaw ? (body as BodyInit) : JSON.stringify(body) }),
    duplex: "half",
  };
  const request = new Request(`${SITE}${handler.spec.path}${query}`, init);
  const response = await handler(request, { params: Promise.resolve(params) });
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  // A file stays open until its bytes were taken, or refused.
  if (!isJson) await response.body?.cancel();
  const answered: Answered = {
    status: response.status,
    headers: response.headers,
    body: isJson ? await response.json() : {},
  };
  return answered;
}
