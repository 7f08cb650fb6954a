import { Client } from "pg";
import { backoffMs } from "@/lib/core/backoff";
import type { Clock } from "@/lib/core/clock";
import type { Service } from "@/lib/core/lifecycle";
import type { Logger } from "@/lib/core/logger";
import { NOTICE_CHANNEL, Notice } from "./notifier";

/** A connection that lost its server without a word (a frozen Postgres, a cable) is noticed within two of these. */
const HEARTBEAT_MS = 3_000;
const ANSWER_MS = 2_000;

type Options = {
  databaseUrl: string;
  onNotice: (notice: Notice) => void;
  /** Called after a reconnection: what was said meanwhile is lost, so whoever shows state must ask again. */
  onGap: () => void;
  clock: Clock;
  log: Logger;
};

/** Hears what every program tells over Postgres, on a connection of its own, for ever: NOTIFY needs no pool and no poll. */
export function createNoticeListener({ databaseUrl, onNotice, onGap, clock, log }: Options): Service {
  const stopping = new AbortController();
  let running: Promise<void> | null = null;
  let hasListened = false;

  const receive = (payload: string | undefined): void => {
    const notice = Notice.safeParse(parseJson(payload));
    if (notice.success) onNotice(notice.data);
    else log.warn({ issues: notice.error.issues }, "a notice could not be understood");
  };

  /** One connection until it breaks. */
  const listenOnce = async (onListening: () => void): Promise<void> => {
    const client = new Client({
      connectionString: databaseUrl,
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
    });
    const broken = new AbortController();
    const stop = () => broken.abort();
    client.on("error", stop).on("end", stop);
    client.on("notification", ({ payload }) => receive(payload));
    stopping.signal.addEventListener("abort", stop);
    try {
      await client.connect();
      await client.query(`LISTEN ${NOTICE_CHANNEL}`);
      onListening();
      while (!broken.signal.aborted) {
        await client.query("SELECT 1");
        await clock.sleep(HEARTBEAT_MS, broken.signal).catch(() => undefined);
      }
    } finally {
      stopping.signal.removeEventListener("abort", stop);
      // A frozen server never answers the goodbye: nobody waits for it.
      void client.end().catch(() => undefined);
    }
  };

  const run = async (): Promise<void> => {
    for (let attempt = 0; !stopping.signal.aborted; attempt++) {
      await listenOnce(() => {
        attempt = 0;
        log.info({ again: hasListened }, "listening to Postgres");
        if (hasListened) onGap();
        hasListened = true;
      }).catch((err: unknown) => log.warn({ err }, "the connection that hears notices is lost"));
      await clock.sleep(backoffMs(attempt, { baseMs: 250, capMs: 2_000 }), stopping.signal).catch(() => undefined);
    }
  };

  return {
    async start() {
      running ??= run();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
