import type { Database } from "better-sqlite3";
import type { SecretBox } from "@/lib/core/secret-box";
import { tokenMark } from "@/lib/core/token-mark";
import type { PasswordSource } from "@/lib/mqtt/mqtt-bus";

/**
 * The device's token, which may be changed from afar. A new one is durable before the server hears so, and stands beside
 * the one before it until the server let the device in with it: a crash at any point leaves one that is accepted.
 *
 * ```
 *   enrolled ── set(new) ──► new, then old are tried ── accepted(new) ──► new
 *                                   └── accepted(old) ──► the same, new is tried again next time
 * ```
 */
export interface DeviceToken extends PasswordSource {
  /** Keeps a new token, durably; connections are made anew with it when `announce` is called. */
  set(token: string): void;
  announce(): void;
  /** Which token the server let this device in with, without saying it; null before it did. */
  mark(): string | null;
}

type Kept = { enrolled: string; tokens: string[] };

/**
 * `enrolled` is the token of the environment. What was kept under another one belongs to an earlier enrolment, and is
 * forgotten; it stays the last to be tried while it is the same.
 */
export function sqliteDeviceToken(db: Database, secrets: SecretBox, enrolled: string): DeviceToken {
  db.exec(
    "CREATE TABLE IF NOT EXISTS device_token (id INTEGER PRIMARY KEY CHECK (id = 1), sealed TEXT NOT NULL) STRICT",
  );
  const select = db.prepare<[], { sealed: string }>("SELECT sealed FROM device_token WHERE id = 1");
  const upsert = db.prepare<[string]>(
    "INSERT INTO device_token (id, sealed) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed",
  );
  const listeners = new Set<() => void>();
  const read = (): string[] => {
    const row = select.get();
    const kept = row && (JSON.parse(secrets.open(row.sealed)) as Kept);
    return kept && kept.enrolled === tokenMark(enrolled) ? kept.tokens : [];
  };
  const keep = (tokens: string[]): void => {
    upsert.run(secrets.seal(JSON.stringify({ enrolled: tokenMark(enrolled), tokens } satisfies Kept)));
    kept = tokens;
  };
  /** The newest first. */
  let kept = read();
  let refused = new Set<string>();
  let lastAccepted: string | null = null;
  const all = (): string[] => [...new Set([...kept, enrolled])];
  const current = (): string => all().find((token) => !refused.has(token)) ?? all()[0]!;

  return {
    current,
    mark: () => lastAccepted && tokenMark(lastAccepted),
    accepted(token) {
      lastAccepted = token;
      // A broker that was slow to learn of the new one may refuse it first: it is tried again at the next connection.
      refused = new Set();
      if (token === kept[0] && kept.length > 1) keep([token]);
    },
    refused(token) {
      if (token !== current()) return true;
      refused.add(token);
      if (all().some((other) => !refused.has(other))) return true;
      refused = new Set();
      return false;
    },
    onChange(callback) {
      listeners.add(callback);
      return () => void listeners.delete(callback);
    },
    set(token) {
      if (token === kept[0]) return;
      // Never without one that is known to be good, however often this happens.
      keep([token, lastAccepted ?? current()]);
      refused = new Set();
    },
    announce() {
      for (const listener of [...listeners]) listener();
    },
  };
}
