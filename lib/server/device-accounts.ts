import { timingSafeEqual } from "node:crypto";
import { validTokenHashes } from "@/lib/auth/device-tokens";
import { hashToken } from "@/lib/auth/token-hash";
import type { Db } from "@/lib/db/client";
import type { Account } from "@/lib/mqtt/acl";

/**
 * The broker's account of a device: its id and its token, or the next one. Null for a wrong or revoked one. Rejects while
 * Postgres is away.
 */
export async function authenticateDevice(db: Db, deviceId: string, token: string, now: Date): Promise<Account | null> {
  const device = await db.device.findUnique({ where: { id: deviceId } });
  if (!device) return null;
  const given = hashToken(token);
  const isValid = validTokenHashes(device, now).some((kept) => isSame(given, kept));
  return isValid ? { kind: "device", id: deviceId, credential: given } : null;
}

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
