import type { Env } from "./parse";

/**
 * Where Next keeps what it built. Another folder than `.next` (below the checkout) lets tests run beside a development
 * server or a demo of the same checkout.
 */
export const nextDistDir = (env: Env = process.env): string => env.NEXT_DIST_DIR || ".next";

/** Nothing of an installation is told to anybody: Next asks the environment before it sends a word. */
export function silenceTelemetry(env: NodeJS.ProcessEnv = process.env): void {
  env.NEXT_TELEMETRY_DISABLED = "1";
}
