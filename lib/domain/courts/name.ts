import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db/client";

/** Until the transaction ends, nobody else names, adds or orders courts of this club. Sessions and recordings do not wait. */
export async function lockClubCourts(tx: Tx, clubId: number): Promise<void> {
  await tx.$queryRaw`SELECT id FROM clubs WHERE id = ${clubId} FOR NO KEY UPDATE`;
}

/** Throws `conflict` when another court of the club has this name; capitals make no difference to a person. */
export async function requireFreeName(tx: Tx, clubId: number, name: string, exceptId?: number): Promise<void> {
  const taken = await tx.court.findFirst({
    where: {
      ...{ clubId, deletedAt: null, name: { equals: name, mode: "insensitive" } },
      ...(exceptId !== undefined && { id: { not: exceptId } }),
    },
  });
  if (!taken) return;
  throw new AppError("conflict", `There is already a court called ${taken.name} in this club. Choose another name.`, {
    details: { reason: "name_taken" },
  });
}
