import { NO_SWITCHES } from "@/lib/auth/actor";
import { hashToken } from "@/lib/auth/token-hash";
import { newToken } from "@/lib/core/ids";
import { bearerOf, cookieOf } from "../served-world";
import type { MatrixWorld } from "./world";

export type Role = "S" | "C" | "T" | "P";
export type Caller = {
  name: string;
  headers: Record<string, string>;
  /** Null for whoever nobody knows: no login, or one that counts no more. */
  is: { kind: "user"; id: number; role: Role; club: "a" | "b" | null } | { kind: "device" } | null;
  /** The one permission its token is limited to. */
  scope?: string;
  /** A browser on a page of another site. */
  fromElsewhere?: true;
};

/** The permission of the token with few scopes. */
export const SCOPE = "court:read";

/** Everybody who might call: every role of both clubs, by token and by cookie, devices, and logins that ended. */
export async function createCallers({ db, world, clock, people, a, b }: MatrixWorld): Promise<Caller[]> {
  const actors = await db.user.findMany();
  const actorOf = (id: number) => {
    const { role, clubId, name, email } = actors.find((user) => user.id === id)!;
    return { kind: "user", id, role, clubId, name, email, locale: "en", scopes: null, switches: NO_SWITCHES } as const;
  };
  const bearer = (id: number, scopes?: string[]) => bearerOf(world, actorOf(id), scopes);
  const user = (id: number, role: Role, club: "a" | "b" | null) => ({ kind: "user", id, role, club }) as const;
  const person = async (name: string, id: number, role: Role, club: "a" | "b" | null): Promise<Caller> => ({
    ...{ name, headers: await bearer(id), is: user(id, role, club) },
  });
  const unknown = (name: string, headers: Record<string, string>): Caller => ({ name, headers, is: null });
  const device = (name: string, token: string): Caller => ({
    ...{ name, headers: { authorization: `Bearer ${token}` }, is: { kind: "device" } },
  });

  const ended = await endedLogins({ db, world, clock, people });
  const hubToken = newToken("vigied");
  await db.device.update({ where: { id: world.hub }, data: { tokenHash: hashToken(hubToken) } });
  const { adminA, playerA } = people;
  return [
    unknown("nobody", {}),
    await person("player A, whose things they are", playerA, "P", "a"),
    await person("another player A", people.samePlayerA, "P", "a"),
    await person("player B", people.playerB, "P", "b"),
    await person("staff A", people.staffA, "T", "a"),
    await person("staff B", people.staffB, "T", "b"),
    await person("admin A", adminA, "C", "a"),
    await person("admin B", people.adminB, "C", "b"),
    await person("super admin", people.super, "S", null),
    { name: "browser of admin A", headers: await cookieOf(world, actorOf(adminA)), is: user(adminA, "C", "a") },
    { name: "browser of player A", headers: await cookieOf(world, actorOf(playerA)), is: user(playerA, "P", "a") },
    {
      ...{ name: "browser of admin A on another site", fromElsewhere: true, is: user(adminA, "C", "a") },
      headers: await cookieOf(world, actorOf(adminA), "https://evil.example"),
    },
    {
      ...{ name: `admin A by a token for ${SCOPE}`, scope: SCOPE, is: user(adminA, "C", "a") },
      headers: await bearer(adminA, [SCOPE]),
    },
    device("device A", a.deviceToken),
    device("device B", b.deviceToken),
    device("the hub", hubToken),
    ...ended.map(({ name, headers }) => unknown(name, headers)),
  ];
}

/** Logins that were good once. */
async function endedLogins({ db, world, people }: Pick<MatrixWorld, "db" | "world" | "clock" | "people">) {
  const admin = {
    kind: "user",
    role: "CLUB_ADMIN",
    clubId: world.a.id,
    name: "",
    email: "",
    locale: "en",
    switches: NO_SWITCHES,
  } as const;
  const bearer = (id: number) => bearerOf(world, { ...admin, id, scopes: null });
  const [disabled, loggedOut] = [await bearer(people.disabled), await bearer(people.loggedOut)];
  await db.user.update({ where: { id: people.disabled }, data: { disabledAt: world.clock.now() } });
  await db.user.update({ where: { id: people.loggedOut }, data: { loginEpoch: 1 } });
  const spoil = async (change: { revokedAt?: Date; expiresAt?: Date }) => {
    const headers = await bearer(people.adminA);
    const tokenHash = hashToken(headers.authorization!.slice("Bearer ".length));
    await db.apiToken.update({ where: { tokenHash }, data: change });
    return headers;
  };
  const past = new Date("2020-01-01T00:00:00Z");
  const revokedDevice = newToken("vigied");
  await db.device.create({
    data: { id: "pi-revoked", name: "Gone", tokenHash: hashToken(revokedDevice), revokedAt: past, clubId: world.a.id },
  });
  return [
    { name: "disabled admin A", headers: disabled },
    { name: "admin A, logged out everywhere", headers: loggedOut },
    { name: "a revoked token", headers: await spoil({ revokedAt: past }) },
    { name: "an expired token", headers: await spoil({ expiresAt: past }) },
    { name: "a revoked device", headers: { authorization: `Bearer ${revokedDevice}` } },
  ];
}
