import { newId, newToken } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import type { ApiToken, User } from "@/lib/db/generated/client";
import type { Actor } from "./actor";
import { validTokenHashes } from "./device-tokens";
import type { Logins } from "./logins";
import { hashToken } from "./token-hash";
import { ACTOR_INCLUDE, toUserActor } from "./user-actor";

/** How long a login lasts, by token or by cookie: a long working day. */
export const LOGIN_HOURS = 12;
const LAST_USED_STEP_MS = 60_000;

type NewToken = { user: User; name: string; expiresAt: Date | null; now: Date; scopes?: string[] };

/** Makes an opaque bearer token; only its hash is kept, so this is the one time it can be read. */
export async function issueToken(tx: Tx, made: NewToken): Promise<string> {
  return (await makeToken(tx, made)).token;
}

/** The same, with the row that stands for it. */
export async function makeToken(
  tx: Tx,
  { user, name, expiresAt, now, scopes = [] }: NewToken,
): Promise<{ token: string; row: ApiToken }> {
  const token = newToken("vigie");
  const row = await tx.apiToken.create({
    data: {
      id: newId(),
      userId: user.id,
      name,
      tokenHash: hashToken(token),
      scopes,
      loginEpoch: user.loginEpoch,
      createdAt: now,
      expiresAt,
    },
  });
  return { token, row };
}

/** Whom a bearer token stands for, asked of Postgres each time: null once it is revoked, expired or its user is out. */
export async function actorOfToken(token: string, logins: Logins): Promise<Actor | null> {
  if (token.startsWith("vigied_")) return deviceOfToken(token, logins);
  if (!token.startsWith("vigie_")) return null;
  const now = logins.clock.now();
  const row = await logins.db.apiToken.findUnique({
    where: { tokenHash: hashToken(token) },
    include: { user: { include: ACTOR_INCLUDE } },
  });
  if (!row || row.revokedAt || (row.expiresAt && row.expiresAt <= now)) return null;
  if (row.user.disabledAt || row.user.loginEpoch !== row.loginEpoch) return null;
  // For the list on the account page a minute is fine enough, and spares a write per request.
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > LAST_USED_STEP_MS)
    await logins.db.apiToken.updateMany({ where: { id: row.id }, data: { lastUsedAt: now } });
  const scopes = row.scopes.length > 0 ? row.scopes : null;
  return toUserActor(row.user, { scopes, proof: { kind: "token", id: row.id } });
}

async function deviceOfToken(token: string, { db, clock }: Logins): Promise<Actor | null> {
  const hash = hashToken(token);
  const device = await db.device.findFirst({ where: { OR: [{ tokenHash: hash }, { nextTokenHash: hash }] } });
  if (!device || !validTokenHashes(device, clock.now()).includes(hash)) return null;
  return { kind: "device", id: device.id, clubId: device.clubId };
}
