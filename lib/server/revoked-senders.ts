import type { Ctx } from "@/lib/domain/context";
import type { deadLetter } from "@/lib/domain/events/dead-letter";
import type { IngestMessage } from "./ingest-message";

type Domain = { isRevoked(ctx: Ctx, deviceId: string): Promise<boolean>; deadLetter: typeof deadLetter };

/** Ids of what was set aside, so that a device that repeats itself fills no table. */
const MAX_REMEMBERED = 10_000;

/**
 * What a revoked device still sends, until the broker has cut it off: set aside as dead letters and never acknowledged, so
 * that a device that was revoked by mistake keeps it in its outbox and sends it once it was let in again.
 */
export function createRevokedSenders(domain: Domain) {
  const kept = new Set<string>();
  return {
    /** True when the device is revoked, and these messages are done with. Rejects while Postgres is away. */
    async setAside(ctx: Ctx, deviceId: string, messages: readonly IngestMessage[]): Promise<boolean> {
      if (!(await domain.isRevoked(ctx, deviceId))) return false;
      for (const { id, topic, payload } of messages) {
        const key = `${deviceId} ${id ?? topic}`;
        if (kept.has(key)) continue;
        await domain.deadLetter(ctx, { deviceId, topic, reason: "its device is revoked", payload });
        if (kept.size < MAX_REMEMBERED) kept.add(key);
      }
      return true;
    },
  };
}
