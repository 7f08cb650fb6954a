import { expect, vi } from "vitest";
import { hashToken } from "@/lib/auth/token-hash";
import { issueToken } from "@/lib/auth/tokens";
import type { Role } from "@/lib/contracts/common";
import { newId, newToken } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";
import { startFakeDevice } from "./fake-device";
import { startWeb } from "./running-web";

type Database = { url: string; db: Db };
const DEVICE = "hub";

/** Rows that a running web needs: two clubs with a court and a camera each on one device, and people with bearer tokens. */
export async function seedWebWorld(db: Db) {
  const deviceToken = newToken("vigied");
  await db.device.create({ data: { id: DEVICE, name: "Hub", tokenHash: hashToken(deviceToken) } });
  const seedClub = async (name: string) => {
    const club = await db.club.create({ data: { name } });
    const court = await db.court.create({ data: { clubId: club.id, name: "Court 1" } });
    const camera = { clubId: club.id, courtId: court.id, deviceId: DEVICE, name: "Camera 1", source: "test" } as const;
    return { id: club.id, courtId: court.id, cameraId: (await db.camera.create({ data: camera })).id };
  };
  const seedPerson = async (role: Role, clubId: number | null) => {
    const row = { email: `${newId()}@example.org`, name: role, passwordHash: "-", role, clubId };
    const user = await db.user.create({ data: row });
    const token = await issueToken(db, { user, name: "test", expiresAt: null, now: new Date() });
    return { id: user.id, token };
  };
  const [club, otherClub] = [await seedClub("Club"), await seedClub("Other")];
  return {
    deviceId: DEVICE,
    deviceToken,
    club,
    otherClub,
    admin: await seedPerson("CLUB_ADMIN", club.id),
    player: await seedPerson("PLAYER", club.id),
    otherPlayer: await seedPerson("PLAYER", club.id),
    stranger: await seedPerson("CLUB_ADMIN", otherClub.id),
  };
}
export type WebWorld = Awaited<ReturnType<typeof seedWebWorld>>;

/** A request as a program makes it. */
export type Ask = (path: string, options?: RequestInit & { as?: { token: string } }) => Promise<Response>;
export const askFrom =
  (url: string): Ask =>
  (path, { as, ...init } = {}) =>
    fetch(`${url}${path}`, {
      ...init,
      headers: {
        ...(as && { authorization: `Bearer ${as.token}` }),
        ...(typeof init.body === "string" && { "content-type": "application/json" }),
        ...init.headers,
      },
    });

/** Web and a device that it can reach, over real Postgres, MQTT and HTTP. `env` may need what was seeded. */
export async function startWebWithDevice(
  { url, db }: Database,
  env: (world: WebWorld) => Promise<Record<string, string>> = async () => ({}),
) {
  const world = await seedWebWorld(db);
  const web = await startWeb({ databaseUrl: url, env: await env(world) });
  const device = await startFakeDevice({ url: web.mqttUrl, deviceId: world.deviceId, token: world.deviceToken });
  const where = { id: world.deviceId, isOnline: true };
  await vi.waitFor(async () => expect(await db.device.count({ where })).toBe(1), 30_000);
  return { ...world, web, device, ask: askFrom(web.url) };
}

/** The same with a session that the player opened on the club's court. */
export async function startWebWithSession(database: Database) {
  const world = await startWebWithDevice(database);
  const body = JSON.stringify({ terrain_id: world.club.courtId });
  const answer = await world.ask("/api/video/session/create", { method: "POST", body, as: world.player });
  expect(answer.status).toBe(201);
  return { world, sessionId: (await answer.json()).session.session_id as string };
}
