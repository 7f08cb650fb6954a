import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { hashToken } from "@/lib/auth/token-hash";
import { newCode, newId, newLinkToken, newToken } from "@/lib/core/ids";
import { SteppedClock } from "@/lib/core/stepped-clock";
import type { Db } from "@/lib/db/client";
import type { User } from "@/lib/db/generated/client";
import { createWorld, type World } from "../domain-world";
import { obeyFrom } from "./devices";
import { picturesOf } from "./pictures";

/** Ids of the things of one club, or of none: what a request may name. */
export type Side = Awaited<ReturnType<typeof seedSide>>["ids"];
export type MatrixWorld = Awaited<ReturnType<typeof createMatrixWorld>>;

const NOW = new Date("2026-03-01T18:00:00.000Z");
/** The first time of each club's plan: ten in the morning there. */
export const PLANNED_AT = "2026-03-03T09:00:00.000Z";

/**
 * Clubs A and B with one of every kind of thing each, made by a player of that club. Every name, file and picture of a
 * club carries its canary, a word that nothing else contains.
 */
export async function createMatrixWorld(db: Db) {
  const world = await createWorld(db);
  const clock = new SteppedClock(NOW);
  const [a, b] = [await seedSide(world, "a"), await seedSide(world, "b")];
  obeyFrom(world.devices, db, NOW);
  const people = { ...(await rename(world, a.canary, b.canary)), super: world.superAdmin.id };
  const context: World["ctx"] = (actor) => ({ ...world.ctx(actor), clock, ...picturesOf({ a, b }) });
  const restoreMedia = () => {
    rmSync(world.mediaDir, { recursive: true, force: true });
    for (const side of [a, b]) for (const [file, text] of side.files) write(path.join(world.mediaDir, file), text);
  };
  restoreMedia();
  return { db, world, clock, a, b, absent: absentFrom(a.ids), people, context, restoreMedia };
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

async function seedSide(world: World, which: "a" | "b") {
  const { db, hub, storageId } = world;
  const club = world[which];
  const canary = `canary${which}${newId().slice(-8)}`;
  const { id: clubId, court, camera, player } = club;
  const base = { clubId, deviceId: hub };
  const switches = { sharingAllowed: true, replaysEnabled: true, playersMaySeeOwn: which === "b" };
  await db.club.update({ where: { id: clubId }, data: { name: `Club ${canary}`, ...switches } });
  await db.court.update({ where: { id: court.id }, data: { name: `Court ${canary}` } });
  await db.camera.update({ where: { id: camera.id }, data: { name: `Camera ${canary}` } });
  const court2 = await db.court.create({ data: { clubId, name: `Second court ${canary}` } });
  const spareCourt = await db.court.create({ data: { clubId, name: `Spare court ${canary}` } });
  const camera2 = await db.camera.create({
    data: { ...base, courtId: court2.id, name: `Second ${canary}`, source: "test", urlRedacted: `rtsp://${canary}` },
  });
  const spareCamera = await db.camera.create({ data: { ...base, name: `Spare ${canary}`, source: "test" } });
  const deviceToken = newToken("vigied");
  const device = `pi-${canary}`;
  await db.device.create({
    data: { id: device, clubId, name: `Device ${canary}`, tokenHash: hashToken(deviceToken), storageId: newId() },
  });
  world.devices.setOnline(device);
  const deviceCode = newCode();
  await db.deviceCode.create({
    data: {
      ...{ id: newId(), deviceId: device, codeHash: hashToken(deviceCode.replace("-", "")), createdAt: NOW },
      expiresAt: new Date("2096-01-01T00:00:00Z"),
    },
  });

  const open = async (ms: number, on: { id: number; courtId: number | null }, status: "active" | "closed") => {
    const id = `sess_${on.courtId ?? 0}_${NOW.getTime() - ms}`;
    const at = { createdAt: NOW, lastActivityAt: NOW, closedAt: status === "closed" ? NOW : null };
    await db.session.create({
      data: { ...base, id, cameraId: on.id, courtId: on.courtId, createdById: player.id, status, ...at },
    });
    return id;
  };
  const session = await open(1_000, camera, "active");
  const running = await open(2_000, camera2, "active");
  const recorded = await open(3_000, camera, "closed");
  const file = async (kind: "recording" | "clip", change: object = {}) => {
    const id = newId();
    const where = kind === "recording" ? `videos/${clubId}/${recorded}.mp4` : `clips/${clubId}/${id}.mp4`;
    await db.mediaFile.create({
      data: {
        ...{ ...base, id, kind, path: where, filename: `${canary}.mp4`, bytes: 40, durationSeconds: 60 },
        ...{
          courtId: court.id,
          cameraId: camera.id,
          sessionId: recorded,
          sha256: newId().replaceAll("-", "").repeat(2),
        },
        ...{ location: "web", storageId, hasPoster: true, createdAt: NOW, ...change },
      },
    });
    return { id, path: where };
  };
  const video = await file("recording");
  const trashed = await file("clip", { trashedAt: NOW, location: "trash" });
  const of = { ...base, durationMinutes: 90, requestedAt: NOW, startedAt: NOW };
  const endsAt = new Date(NOW.getTime() + 5_400_000);
  await db.recording.createMany({
    data: [
      { ...of, sessionId: running, cameraId: camera2.id, status: "recording", endsAt },
      { ...of, sessionId: recorded, cameraId: camera.id, status: "ready", endsAt: NOW, endedAt: NOW, fileId: video.id },
    ],
  });
  const entry = { clubId, actor: `user:${club.admin.id}`, action: "court.create", target: String(court.id) };
  await db.auditEntry.create({ data: { ...entry, details: { name: `Court ${canary}` } } });
  const event = newId();
  const pressed = { type: "button.pressed", occurredAt: NOW, placedAt: NOW, data: { what: canary } };
  await db.event.create({ data: { id: event, clubId, deviceId: device, cameraId: camera.id, ...pressed } });
  const alert = newId();
  const rule = newId();
  await db.alertRule.create({ data: { id: rule, clubId, name: `Rule ${canary}`, kinds: ["button.pressed"] } });
  const about = { kind: "button.pressed", severity: "warning" as const, occurredAt: NOW, raisedAt: NOW };
  await db.alert.create({
    data: { id: alert, clubId, ...about, ruleId: rule, eventId: event, deviceId: device, cameraId: camera.id },
  });
  const more = await seedBelongings(world, { clubId, court: court2.id, file: video.id, ownerId: player.id, canary });
  const poster = video.path.replace(".mp4", ".jpg");
  const log = video.path.replace(".mp4", ".ffmpeg.log");
  return {
    canary,
    deviceToken,
    owner: player.id,
    cameras: [camera.id, camera2.id, spareCamera.id],
    files: new Map([
      ...[video.path, poster, log].map((name) => [name, `bytes of ${canary}`] as const),
      ...[`.trash/${trashed.id}/${trashed.path}`].map((name) => [name, `trashed ${canary}`] as const),
    ]),
    ids: {
      /** The device that serves everybody. */
      hub,
      club: clubId,
      court: court.id,
      /** Nothing hangs on these two: they may go. */
      spareCourt: spareCourt.id,
      spareCamera: spareCamera.id,
      camera: camera.id,
      device,
      deviceCode,
      /** Sessions: open, being recorded, over with a video. */
      session,
      running,
      recorded,
      file: video.id,
      trashed: trashed.id,
      event,
      alert,
      rule,
      ...more,
    },
  };
}

/** What hangs on people and files. */
async function seedBelongings(
  { db, person, ...world }: World,
  of: { clubId: number; court: number; file: string; ownerId: number; canary: string },
) {
  const { clubId, canary } = of;
  const club = clubId === world.a.id ? world.a : world.b;
  const member = await person("STAFF", club);
  await db.user.update({ where: { id: member.id }, data: { email: `member@${canary}.org`, name: `Member ${canary}` } });
  const secret = newLinkToken;
  const [share, plan, token, login, feed] = [newId(), newId(), newId(), newId(), newId()];
  const shareToken = secret();
  const feedToken = newToken("vigiec");
  const linkToken = secret();
  const soon = new Date("2096-01-01T00:00:00Z");
  const user = { userId: of.ownerId };
  await db.shareLink.create({
    data: {
      id: share,
      fileId: of.file,
      clubId,
      tokenHash: hashToken(shareToken),
      createdById: of.ownerId,
      expiresAt: soon,
    },
  });
  await db.plan.create({
    data: {
      ...{ id: plan, clubId, courtId: of.court, createdById: of.ownerId, title: `Plan ${canary}` },
      ...{ startsOn: new Date("2026-03-03T00:00:00Z"), startMinute: 600, durationMinutes: 60, weekly: true },
      ...{ createdAt: NOW, changedAt: NOW },
    },
  });
  await db.apiToken.create({
    data: { ...user, id: token, name: `Token ${canary}`, tokenHash: hashToken(secret()), scopes: [], loginEpoch: 0 },
  });
  await db.login.create({ data: { ...user, id: login, userAgent: `Browser ${canary}` } });
  await db.calendarFeed.create({ data: { userId: member.id, id: feed, tokenHash: hashToken(feedToken) } });
  await db.accountLink.create({
    data: {
      ...{ id: newId(), userId: member.id, kind: "reset", tokenHash: hashToken(linkToken) },
      ...{ createdById: club.admin.id, expiresAt: soon },
    },
  });
  const [webhook, delivery] = [newId(), newId()];
  const address = { urlSealed: world.system.secrets.seal("https://192.0.2.7/"), urlRedacted: `https://${canary}.org` };
  await db.webhook.create({
    data: { id: webhook, clubId, ...address, secretSealed: world.system.secrets.seal(`secret of ${canary}`) },
  });
  await db.webhookDelivery.create({
    data: { id: delivery, webhookId: webhook, type: "test", body: "{}", answer: canary, createdAt: NOW },
  });
  return { webhook, delivery, user: member.id, share, shareToken, plan, token, login, feed, feedToken, linkToken };
}

/** People of each club, with its canary in their names and addresses. */
async function rename(world: World, canaryA: string, canaryB: string) {
  const clubs = [
    [world.a, canaryA],
    [world.b, canaryB],
  ] as const;
  const staffB = await world.person("STAFF", world.b);
  const disabled = await world.person("CLUB_ADMIN", world.a);
  const loggedOut = await world.person("CLUB_ADMIN", world.a);
  const { db, a, b, staff, otherPlayer } = world;
  for (const [club, canary] of clubs)
    for (const user of await db.user.findMany({ where: { clubId: club.id, NOT: { name: { contains: canary } } } }))
      await db.user.update({ where: { id: user.id }, data: naming(user, canary) });
  return {
    ...{ playerA: a.player.id, samePlayerA: otherPlayer.id, staffA: staff.id, adminA: a.admin.id },
    ...{ playerB: b.player.id, staffB: staffB.id, adminB: b.admin.id, disabled: disabled.id, loggedOut: loggedOut.id },
  };
}

const naming = ({ id, role }: User, canary: string) => ({ email: `u${id}@${canary}.org`, name: `${role} ${canary}` });

/** Ids of the same shapes that nobody has. */
function absentFrom(ids: Side): Side {
  const other = (value: string | number): string | number => {
    if (typeof value === "number") return 2_000_000_000;
    if (value.startsWith("sess_")) return "sess_1_1600000000000";
    if (value.length === 43) return newLinkToken();
    if (/^\w{5}-\w{5}$/.test(value)) return newCode();
    if (value.startsWith("vigiec_")) return newToken("vigiec");
    return /^[0-9a-f]{8}-/.test(value) ? newId() : "pi-absent";
  };
  const entries = Object.entries(ids).map(([name, value]) => [name, name === "hub" ? value : other(value)]);
  return Object.fromEntries(entries) as Side;
}
