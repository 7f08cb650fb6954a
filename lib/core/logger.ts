import { type Logger, pino } from "pino";

export type { Logger };

/** Structured logs on stdout, one JSON object a line, secrets removed by name wherever they stand in the fields. */
export function createLogger(program: string, level: string): Logger {
  return pino({
    level,
    base: { program, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: REDACTED.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[redacted]" },
  });
}

const REDACTED = ["password", "token", "authorization", "cookie", "url", "publish_url", "secret"];

/**
 * Hides the user and password of every URL in a text: `rtsp://user:p@ss@host/x` → `rtsp://***@host/x`. Greedy up to the
 * last `@` of the word, because a password may hold an unescaped `@` or `/`: hiding too much is the safe mistake.
 */
export const redactUrls = (text: string): string => text.replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s'"]*@/gi, "$1***@");
