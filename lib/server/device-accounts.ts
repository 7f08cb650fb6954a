import { timingSafeEqual } from "node:crypto";
import { hashToken } from "@/lib/auth/token-hash";
import type { Db } from "@/lib/db/client";
import type { Account } from "@/lib/mqtt/acl";

/** The broker's account of a device: its id and its token. Null for a wrong or revoked one. Rejects while Postgres is away. */
export async function authenticateDevice(db: Db, deviceId: string, token: string): Promise<Account | null> {
  const device = await db.device.findUnique({ where: { id: deviceId }, select: { tokenHash: true, revokedAt: true } });
  if (!device || device.revokedAt) return null;
  const given = Buffer.from(hashToken(token));
  const kept = Buffer.from(device.tokenHash);
  return given.length === kept.length && timingSafeEqual(given, kept) ? { kind: "device", id: deviceId } : null;
}
