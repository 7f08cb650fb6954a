import { MAX_MESSAGE_BYTES } from "@/lib/contracts/mqtt";
import type { Ctx } from "../context";

export type Undeliverable = { deviceId: string | null; topic: string; reason: string; payload: Buffer };

// Postgres takes no NUL in text.
const bounded = (text: string, length: number): string => text.replaceAll("\0", "").slice(0, length);

/** Keeps a message nobody can understand, at most 64 KB of it, so that it can be acknowledged and blocks no queue. */
export async function deadLetter(ctx: Ctx, { deviceId, topic, reason, payload }: Undeliverable): Promise<void> {
  await ctx.db.deadLetter.create({
    data: {
      deviceId: deviceId === null ? null : bounded(deviceId, 100),
      topic: bounded(topic, 500),
      reason: bounded(reason, 1_000),
      payload: new Uint8Array(payload.subarray(0, MAX_MESSAGE_BYTES)),
      receivedAt: ctx.clock.now(),
    },
  });
}
