import { describe, expect, test } from "vitest";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { obedient } from "@/test/recording-reports";
import { startRecording } from "../recordings/start";
import { closeSession } from "../sessions/close";
import { createSession } from "../sessions/create";
import { createCourt } from "./create";
import { deleteCourt } from "./delete";
import { listCourts } from "./list";
import { updateCourt } from "./update";

let world: World;
eachWorld((made) => {
  world = made;
  obedient(world.devices, world.clock);
});

const audited = (action: string, id: number) => world.db.auditEntry.count({ where: { action, target: String(id) } });
const names = async () => (await listCourts(world.ctx(world.a.admin), {})).courts.map(({ name }) => name);

describe("adding", () => {
  test("puts a court behind the others of the club, and writes who did it", async () => {
    const court = await createCourt(world.ctx(world.a.admin), { name: "Centre" });
    expect(court).toMatchObject({ club_id: world.a.id, name: "Centre", position: 1, camera: null, session: null });
    expect(await names()).toEqual(["Court 1", "Centre"]);
    expect(await audited("court.create", court.id)).toBe(1);
  });

  test("takes no name twice in a club, whatever its capitals and however many try at once", async () => {
    const tries = await Promise.allSettled(
      ["Centre", "CENTRE", "centre"].map((name) => createCourt(world.ctx(world.a.admin), { name })),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refused = tries.find((one) => one.status === "rejected");
    expect(refused?.reason).toMatchObject({ code: "conflict", details: { reason: "name_taken" } });
    const other = await createCourt(world.ctx(world.b.admin), { name: "Centre" });
    expect(other.club_id).toBe(world.b.id);
  });

  test("is for one's own club; a super admin names one that exists", async () => {
    const foreign = { name: "X", club_id: world.b.id };
    await expect(createCourt(world.ctx(world.a.admin), foreign)).rejects.toMatchObject({ code: "not_found" });
    expect((await createCourt(world.ctx(world.superAdmin), foreign)).club_id).toBe(world.b.id);
    for (const [club_id, code] of [
      [undefined, "unprocessable"],
      [2_000_000, "not_found"],
    ] as const)
      await expect(createCourt(world.ctx(world.superAdmin), { name: "Y", club_id })).rejects.toMatchObject({ code });
    for (const actor of [world.staff, world.a.player])
      await expect(createCourt(world.ctx(actor), { name: "Z" })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("changing", () => {
  test("renames and moves, but not onto another's name", async () => {
    const admin = world.ctx(world.a.admin);
    const { id } = await createCourt(admin, { name: "Centre" });
    expect(await updateCourt(admin, id, { name: "Central", position: 0 })).toMatchObject({ name: "Central" });
    expect(await updateCourt(admin, id, { name: "CENTRAL" })).toMatchObject({ name: "CENTRAL" });
    await expect(updateCourt(admin, id, { name: "court 1" })).rejects.toMatchObject({ code: "conflict" });
    expect(await audited("court.update", id)).toBe(2);
  });

  test("another club's court is not found, exactly like none", async () => {
    const refusals = [world.b.court.id, 2_000_000].map((id) =>
      updateCourt(world.ctx(world.a.admin), id, { name: "Mine" }).catch((error: unknown) => String(error)),
    );
    const [foreign, absent] = await Promise.all(refusals);
    expect(foreign).toEqual(absent);
    expect(foreign).toContain("not found");
  });
});

describe("deleting", () => {
  const admin = () => world.ctx(world.a.admin);
  const cameraOf = () => world.db.camera.findUniqueOrThrow({ where: { id: world.a.camera.id } });

  test("asks what becomes of its cameras; kept ones stand without a court, and the name is free again", async () => {
    const { id } = world.a.court;
    await expect(deleteCourt(admin(), id)).rejects.toMatchObject({ code: "conflict", details: { reason: "cameras" } });
    expect(await deleteCourt(admin(), id, "keep")).toMatchObject({ id, name: "Court 1" });
    expect(await cameraOf()).toMatchObject({ courtId: null, deletedAt: null });
    expect(await names()).toEqual([]);
    await createCourt(admin(), { name: "Court 1" });
    await expect(deleteCourt(admin(), id, "keep")).rejects.toMatchObject({ code: "not_found" });
  });

  test("takes the cameras with it when told so, and their device hears of it", async () => {
    await deleteCourt(admin(), world.a.court.id, "delete");
    expect((await cameraOf()).deletedAt).not.toBeNull();
    expect(
      world.devices
        .asked("camera.set")
        .at(-1)
        ?.cameras.map(({ id }) => id),
    ).toEqual([world.b.camera.id]);
    expect(await audited("camera.delete", world.a.camera.id)).toBe(1);
  });

  test("is refused while somebody has it open or records there", async () => {
    const { id } = world.a.court;
    const { session_id } = await createSession(world.ctx(world.a.player), { terrain_id: id });
    const refusal = deleteCourt(admin(), id, "delete");
    await expect(refusal).rejects.toMatchObject({ code: "conflict", details: { reason: "session" } });
    await startRecording(world.ctx(world.a.player), { session_id, duration_minutes: 10 });
    const recorded = deleteCourt(admin(), id, "delete");
    await expect(recorded).rejects.toMatchObject({ code: "conflict", details: { reason: "recording" } });
    expect((await cameraOf()).deletedAt).toBeNull();
    await closeSession(admin(), { session_id });
    await deleteCourt(admin(), id, "keep");
  });

  test("cancels what was planned there, and nobody opens it afterwards", async () => {
    const { id } = world.a.court;
    const plan = await world.db.plan.create({
      data: {
        ...{ id: "0190a000-0000-7000-8000-000000000001", clubId: world.a.id, courtId: id, createdById: 1 },
        ...{ startsOn: new Date("2026-03-02"), startMinute: 600, durationMinutes: 90 },
      },
    });
    await deleteCourt(admin(), id, "keep");
    const after = await world.db.plan.findUniqueOrThrow({ where: { id: plan.id } });
    expect(after.cancelledAt).toEqual(world.clock.now());
    const opening = createSession(world.ctx(world.a.player), { terrain_id: id });
    await expect(opening).rejects.toMatchObject({ code: "not_found" });
  });
});
