import type { Tx } from "@/lib/db/client";
import type { Recording, Session } from "@/lib/db/generated/client";

/** A session as it is once nobody else can start recording in it or close it, until the transaction ends. */
export async function lockSession(tx: Tx, id: string): Promise<(Session & { recording: Recording | null }) | null> {
  await tx.$queryRaw`SELECT id FROM sessions WHERE id = ${id} FOR UPDATE`;
  return tx.session.findUnique({ where: { id }, include: { recording: true } });
}
