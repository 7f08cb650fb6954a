import { expect, test } from "vitest";
import { audit } from "@/lib/domain/audit/append";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";

let world: World;
eachWorld((made) => {
  world = made;
});

const openSession = (id: string) =>
  world.db.session.create({
    data: {
      id,
      clubId: world.a.id,
      cameraId: world.a.camera.id,
      deviceId: world.hub,
      createdById: world.a.admin.id,
      status: "active",
    },
  });
const record = (sessionId: string, status: "starting" | "recording" | "ready" = "starting") =>
  world.db.recording.create({
    data: {
      sessionId,
      clubId: world.a.id,
      cameraId: world.a.camera.id,
      deviceId: world.hub,
      status,
      durationMinutes: 90,
      endsAt: new Date("2030-01-01"),
    },
  });

test("of 20 claims of one camera at the same time exactly one wins; a finished recording frees it", async () => {
  const ids = Array.from({ length: 20 }, (_, i) => `sess_${world.a.court.id}_${1_700_000_000_000 + i}`);
  await Promise.all(ids.map(openSession));
  const results = await Promise.allSettled(ids.map((id) => record(id)));
  const won = ids.filter((_, i) => results[i]!.status === "fulfilled");
  expect(won).toHaveLength(1);
  await world.db.recording.update({ where: { sessionId: won[0] }, data: { status: "finalizing" } });
  await expect(record(ids.find((id) => id !== won[0])!, "recording")).resolves.toBeTruthy();
});

test("a super admin has no club and everybody else has one", async () => {
  const row = { name: "X", passwordHash: "-" };
  const user = (role: "SUPER_ADMIN" | "PLAYER", clubId: number | null) =>
    world.db.user.create({ data: { ...row, email: `${role}-${clubId}@x.fr`.toLowerCase(), role, clubId } });
  await expect(user("SUPER_ADMIN", world.a.id)).rejects.toThrow("users_club_by_role");
  await expect(user("PLAYER", null)).rejects.toThrow("users_club_by_role");
});

test("addresses are kept in lower case, so one person cannot be two", async () => {
  const row = { name: "X", passwordHash: "-", role: "STAFF" as const, clubId: world.a.id };
  await expect(world.db.user.create({ data: { ...row, email: "Lea@x.fr" } })).rejects.toThrow("users_email_lower_case");
});

test("the audit log refuses to be changed, emptied or shortened", async () => {
  const { db } = world;
  await db.$transaction((tx) => audit(tx, world.ctx(world.a.admin), "court.rename", "1", { clubId: world.a.id }));
  const [entry] = await db.auditEntry.findMany({ where: { clubId: world.a.id } });
  expect(entry).toMatchObject({ actor: `user:${world.a.admin.id}`, action: "court.rename", target: "1" });
  const { id } = entry!;
  await expect(db.auditEntry.update({ where: { id }, data: { action: "x" } })).rejects.toThrow("append-only");
  await expect(db.auditEntry.delete({ where: { id } })).rejects.toThrow("append-only");
  await expect(db.$executeRaw`TRUNCATE audit_log`).rejects.toThrow("append-only");
  expect(await db.auditEntry.findUnique({ where: { id } })).toEqual(entry);
});

test("an audit entry is undone with what it tells of", async () => {
  const { db } = world;
  const failing = db.$transaction(async (tx) => {
    await audit(tx, world.ctx(world.a.admin), "court.delete", "1", { clubId: world.a.id });
    throw new Error("rolled back");
  });
  await expect(failing).rejects.toThrow("rolled back");
  expect(await db.auditEntry.count({ where: { clubId: world.a.id } })).toBe(0);
});
