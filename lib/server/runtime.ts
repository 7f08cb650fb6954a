import type { ServerResponse } from "node:http";
import type { Actor } from "@/lib/auth/actor";
import type { WebConfig } from "@/lib/config/web";
import type { Logger } from "@/lib/core/logger";
import type { RateLimits } from "@/lib/core/rate-limits";
import type { Db } from "@/lib/db/client";
import type { Ctx } from "@/lib/domain/context";
import type { UploadStore } from "@/lib/storage/uploads/upload-store";

/** What server.ts composed, for the route handlers that Next bundles apart from it. */
export type Runtime = {
  config: WebConfig;
  log: Logger;
  db: Db;
  limits: RateLimits;
  uploads: UploadStore;
  /** False once the shutdown began. */
  isAccepting(): boolean;
  /** Fires when the shutdown begins: endless answers end themselves. */
  closing: AbortSignal;
  isBrokerConnected(): boolean;
  /** What the caller's request is answered on: a web Request does not tell. */
  currentAnswer(): ServerResponse | undefined;
  context(actor: Actor, requestId: string): Ctx;
};

// server.ts and Next's bundle each load this module: only globalThis is one.
const KEY = Symbol.for("vigie.runtime");
type Slot = { [KEY]?: Runtime };

export const publishRuntime = (runtime: Runtime): void => {
  (globalThis as Slot)[KEY] = runtime;
};

/** Throws when the pages were started without server.ts. */
export function runtime(): Runtime {
  const found = (globalThis as Slot)[KEY];
  if (!found) throw new Error("The server runtime is missing: start the app with server.ts, not with `next start`");
  return found;
}
