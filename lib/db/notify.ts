import { NOTICE_CHANNEL, type Notify } from "@/lib/realtime/notifier";

/** Postgres refuses a longer one. */
const MAX_PAYLOAD_BYTES = 8_000;

/** Tells every web program over Postgres. In a transaction it leaves at the commit, or never. */
export const notify: Notify = async (tx, ...notices) => {
  if (notices.length === 0) return;
  const payloads = notices.map((notice) => JSON.stringify(notice));
  if (payloads.some((payload) => Buffer.byteLength(payload) >= MAX_PAYLOAD_BYTES))
    throw new Error("a notice must carry ids only");
  await tx.$executeRaw`SELECT pg_notify(${NOTICE_CHANNEL}, payload) FROM unnest(${payloads}::text[]) AS payload`;
};
