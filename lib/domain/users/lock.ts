import type { Tx } from "@/lib/db/client";
import type { User } from "@/lib/db/generated/client";

/** The person as they are now and stay until the transaction ends; null when there is none. */
export async function lockUser(tx: Tx, id: number): Promise<User | null> {
  await tx.$queryRaw`SELECT id FROM users WHERE id = ${id} FOR UPDATE`;
  return tx.user.findUnique({ where: { id } });
}

/** The same, and no super admin changes meanwhile: in one order, so that two who change each other wait, not fail. */
export async function lockUserAndSuperAdmins(tx: Tx, id: number): Promise<User | null> {
  await tx.$queryRaw`SELECT id FROM users WHERE id = ${id} OR role = 'SUPER_ADMIN' ORDER BY id FOR UPDATE`;
  return tx.user.findUnique({ where: { id } });
}
