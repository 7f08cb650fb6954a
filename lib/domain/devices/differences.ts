import { z } from "zod";
import { Difference } from "@/lib/contracts/devices";
import type { Tx } from "@/lib/db/client";

/** A device gone wild must not fill the row. */
const MAX_KEPT = 100;
const sameThing = (a: Difference, b: Difference): boolean => a.kind === b.kind && a.id === b.id;

/** `fresh` beside what is kept already; the newest word on a thing replaces the one before. */
export const mergeDifferences = (kept: readonly Difference[], fresh: readonly Difference[]): Difference[] =>
  [...kept.filter((old) => !fresh.some((f) => sameThing(old, f))), ...fresh].slice(-MAX_KEPT);

/** Adds what single reports left over, until the next full report says all there is. */
export async function keepDifferences(tx: Tx, deviceId: string, fresh: readonly Difference[]): Promise<void> {
  if (fresh.length === 0) return;
  const device = await tx.device.findUnique({ where: { id: deviceId }, select: { differences: true } });
  const kept = z.array(Difference).safeParse(device?.differences).data ?? [];
  await replaceDifferences(tx, deviceId, mergeDifferences(kept, fresh));
}

/** A full report names every difference there is. */
export async function replaceDifferences(tx: Tx, deviceId: string, all: readonly Difference[]): Promise<void> {
  await tx.device.updateMany({ where: { id: deviceId }, data: { differences: all.slice(0, MAX_KEPT) } });
}
