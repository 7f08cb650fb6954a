import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Actor, NO_SWITCHES, type UserActor } from "@/lib/auth/actor";
import type { Role } from "@/lib/contracts/common";
import { newId } from "@/lib/core/ids";
import { createLogger } from "@/lib/core/logger";
import { ManualClock } from "@/lib/core/manual-clock";
import { SecretBox } from "@/lib/core/secret-box";
import type { Db } from "@/lib/db/client";
import type { Club, User } from "@/lib/db/generated/client";
import type { Ctx } from "@/lib/domain/context";
import { NewestPictures } from "@/lib/media/event-pictures";
import type { FrameHub } from "@/lib/media/frames";
import type { LiveHub } from "@/lib/media/live/hub";
import type { Notice } from "@/lib/realtime/notifier";
import { ScriptedDevices } from "./scripted-devices";

const noFrames: FrameHub = {
  watch: () => ({ stop() {} }),
  snapshot: () => Promise.reject(new Error("no frames here")),
  newest: () => null,
  ageMs: () => 0,
  viewers: () => 0,
  stop() {},
};
const noLive: LiveHub = {
  playlist: () => Promise.reject(new Error("no stream here")),
  read: () => Promise.reject(new Error("no stream here")),
  viewers: () => 0,
  stop() {},
};

export type World = Awaited<ReturnType<typeof createWorld>>;

/**
 * Two clubs of their own in a shared test database: club `a` with a court, a camera and one person of each role, club `b`
 * likewise with a player and an administrator; device `hub` serves both cameras and shares MEDIA_DIR with web.
 */
export async function createWorld(db: Db) {
  const tag = newId().slice(-12);
  const clock = new ManualClock(new Date("2026-03-01T18:00:00.000Z"));
  const mediaDir = mkdtempSync(path.join(tmpdir(), "vigie-world-"));
  const storageId = newId();
  const devices = new ScriptedDevices();
  const notices: Notice[] = [];
  const hub = (await db.device.create({ data: { id: `hub-${tag}`, name: "Hub", tokenHash: "-", storageId } })).id;
  devices.setOnline(hub, { storage_id: storageId });

  const settings = {
    siteUrl: "http://vigie.test",
    deviceMqttUrl: "mqtt://vigie.test:1883",
    deviceMqttCa: null,
    mediaDir,
    storageId,
    edgeLocalUrl: null,
    allowTestSources: true,
    allowedHosts: [],
    trashDays: 30,
    deviceOfflineMs: 60_000,
    pushKeys: null,
    pushSubject: "https://vigie.test",
  };
  const ctx = (actor: Actor, changed: Partial<Ctx["settings"]> = {}): Ctx => ({
    actor,
    requestId: `test-${tag}`,
    clock,
    log: createLogger("test", "silent"),
    db,
    devices,
    frames: noFrames,
    live: noLive,
    eventPictures: new NewestPictures(),
    alertChannels: [],
    notify: async (_tx, ...told) => void notices.push(...told),
    lookUp: () => Promise.reject(new Error("no names here")),
    secrets: new SecretBox(["a secret of the tests that is long enough"]),
    settings: { ...settings, ...changed },
  });
  const person = async (role: Role, club: Club | null) => {
    const [id, name] = [newId(), `${role} ${tag}`];
    const row = { email: `${id}@example.org`, name, passwordHash: "-", role, clubId: club?.id ?? null };
    return toActor(await db.user.create({ data: row }));
  };
  const club = async (name: string) => {
    const row = await db.club.create({ data: { name: `${name} ${tag}` } });
    const court = await db.court.create({ data: { clubId: row.id, name: "Court 1" } });
    const camera = await db.camera.create({
      data: { clubId: row.id, courtId: court.id, deviceId: hub, name: "Camera 1", source: "test" },
    });
    return { ...row, court, camera, admin: await person("CLUB_ADMIN", row), player: await person("PLAYER", row) };
  };

  const [a, b] = [await club("A"), await club("B")];
  return {
    ...{ db, clock, devices, notices, mediaDir, storageId, hub, tag, ctx, person, a, b },
    staff: await person("STAFF", a),
    otherPlayer: await person("PLAYER", a),
    superAdmin: await person("SUPER_ADMIN", null),
    system: ctx({ kind: "system", name: "test" }),
    remove: () => rmSync(mediaDir, { recursive: true, force: true }),
  };
}

const toActor = ({ id, role, clubId, name, email }: User): UserActor => ({
  kind: "user",
  ...{ id, role, clubId, name, email },
  locale: "en",
  scopes: null,
  switches: NO_SWITCHES,
});
