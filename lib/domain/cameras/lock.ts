import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db/client";

/**
 * Keeps recordings from starting on this camera until the transaction ends: claiming one takes a share of this
 * row first. Throws `conflict` with `details.ends_at` while one runs.
 */
export async function lockCamera(tx: Tx, id: number): Promise<void> {
  await tx.$queryRaw`SELECT id FROM cameras WHERE id = ${id} FOR UPDATE`;
  const running = await tx.recording.findFirst({ where: { cameraId: id, status: { in: ["starting", "recording"] } } });
  if (!running) return;
  const endsAt = running.endsAt.toISOString();
  throw new AppError("conflict", `This camera is being recorded until ${endsAt}. Stop the recording first.`, {
    details: { ends_at: endsAt },
  });
}
