import { createECDH } from "node:crypto";
import type { Ctx } from "../context";

export type PushKeys = { publicKey: string; privateKey: string };

/** The keys by which push services know this installation (RFC 8292): the operator's, or a pair made once for all programs. */
export async function readPushKeys({ db, secrets, settings }: Ctx): Promise<PushKeys> {
  if (settings.pushKeys) return settings.pushKeys;
  const known = await db.pushKey.findUnique({ where: { id: 1 } });
  if (known) return { publicKey: known.publicKey, privateKey: secrets.open(known.privateSealed) };
  const pair = createECDH("prime256v1");
  const publicKey = pair.generateKeys().toString("base64url");
  const privateKey = Buffer.from(pair.getPrivateKey().toString("hex").padStart(64, "0"), "hex").toString("base64url");
  // Of several programs that make one at once, the first decides.
  await db.pushKey.createMany({
    data: [{ id: 1, publicKey, privateSealed: secrets.seal(privateKey) }],
    skipDuplicates: true,
  });
  const kept = await db.pushKey.findUniqueOrThrow({ where: { id: 1 } });
  return { publicKey: kept.publicKey, privateKey: secrets.open(kept.privateSealed) };
}
