import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { recordVideo } from "@/test/recorded-video";
import { obedient, reported } from "@/test/recording-reports";
import { ScriptedDevices } from "@/test/scripted-devices";
import { applyReports } from "../recordings/apply-reports";
import { changeFiles } from "./bulk";
import { deleteFile } from "./delete";
import { locateDownload, locateThumbnail } from "./download";
import { emptyTrash } from "./empty-trash";
import { listFiles } from "./list";
import { protectFile } from "./protect";
import { restoreFile } from "./restore";
import { settleTrash } from "./trash";

const DAY_MS = 24 * 3_600_000;
let world: World;
eachWorld((made) => {
  world = made;
  obedient(world.devices, world.clock).on({ "file.delete": () => ({}) });
});

const admin = () => world.ctx(world.a.admin);
const trash = async () => (await listFiles(admin(), { limit: 50, trash: true })).files;
const row = (id: string) => world.db.mediaFile.findUnique({ where: { id } });
const audited = (action: string, target: string) => world.db.auditEntry.count({ where: { action, target } });
const inTrash = (id: string, relative = "") => path.join(world.mediaDir, ".trash", id, relative);

describe("taking back", () => {
  test("puts the video, its poster and its log where they were, for everybody to find", async () => {
    const { id, session_id, video, video_path } = await recordVideo(world);
    await deleteFile(admin(), id);
    expect(await trash()).toMatchObject([{ id, location: "trash", trashed_at: world.clock.now().toISOString() }]);
    const poster = await locateThumbnail(admin(), id);
    expect("path" in poster && readFileSync(poster.path, "utf8")).toBe("the poster");
    await expect(locateThumbnail(world.ctx(world.staff), id)).rejects.toMatchObject({ code: "not_found" });

    expect(await restoreFile(admin(), session_id)).toMatchObject({ id, location: "web", trashed_at: null });
    for (const name of [video, video.replace(".mp4", ".jpg"), video.replace(".mp4", ".ffmpeg.log")])
      expect(existsSync(name)).toBe(true);
    expect([existsSync(inTrash(id)), await trash()]).toEqual([false, []]);
    expect(await locateDownload(world.ctx(world.staff), id, {})).toMatchObject({ path: video });
    expect(await audited("file.restore", id)).toBe(1);
    expect(world.notices.at(-1)).toEqual({ kind: "file", id, clubId: world.a.id, ownerId: world.a.player.id });
    await expect(restoreFile(admin(), id)).rejects.toMatchObject({ code: "not_found" });
    expect(video.endsWith(video_path)).toBe(true);
  });

  test("is not for staff, not for another club, and not once its time is over", async () => {
    const { id } = await recordVideo(world);
    await deleteFile(admin(), id);
    await expect(restoreFile(world.ctx(world.staff), id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(restoreFile(world.ctx(world.b.admin), id)).rejects.toMatchObject({ code: "not_found" });
    expect((await listFiles(world.ctx(world.b.admin), { limit: 50, trash: true })).files).toEqual([]);
    world.clock.advance(30 * DAY_MS);
    await expect(restoreFile(admin(), id)).rejects.toMatchObject({ code: "not_found" });
    expect(await trash()).toEqual([]);
  });

  test("twenty deletions and restorations at once leave the bytes where the row says", async () => {
    const { id, video, video_path } = await recordVideo(world);
    await Promise.allSettled(
      Array.from({ length: 20 }, (_, turn) => (turn % 2 ? restoreFile(admin(), id) : deleteFile(admin(), id))),
    );
    const isTrashed = (await row(id))!.trashedAt !== null;
    expect([existsSync(video), existsSync(inTrash(id, video_path))]).toEqual([!isTrashed, isTrashed]);
  });

  test("moves that a crash cut short are done later, in both directions, and never over a file that is there", async () => {
    const { id, video, video_path } = await recordVideo(world);
    const set = (data: object) => world.db.mediaFile.update({ where: { id }, data });
    await set({ trashedAt: world.clock.now(), location: "trash" });
    await settleTrash(world.system);
    await settleTrash(world.system);
    expect([existsSync(video), existsSync(inTrash(id, video_path))]).toEqual([false, true]);
    await set({ trashedAt: null, location: "web" });
    writeFileSync(video, "another");
    await settleTrash(world.system);
    expect([readFileSync(video, "utf8"), existsSync(inTrash(id, video_path))]).toEqual(["another", true]);
  });

  test("a file on a device of its own comes back as long as it is there", async () => {
    const { id } = await recordVideo(world);
    await world.db.mediaFile.update({ where: { id }, data: { storageId: "elsewhere", location: "device" } });
    await deleteFile(admin(), id);
    expect(await restoreFile(admin(), id)).toMatchObject({ location: "device" });
    await deleteFile(admin(), id);
    const data = { file_id: id, state: "deleted", location: "device", sha256: null } as const;
    await applyReports(world.system, world.hub, [reported(world.hub, { type: "file", data }, world.clock.now())]);
    await expect(restoreFile(admin(), id)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("the trash is emptied", () => {
  const trashed = async () => {
    const made = await recordVideo(world);
    await deleteFile(admin(), made.id);
    return made;
  };

  test("after its days, on the disk and on the device, and that is told", async () => {
    const { id, video_path } = await trashed();
    world.clock.advance(29.9 * DAY_MS);
    expect([await emptyTrash(world.system), existsSync(inTrash(id))]).toEqual([0, true]);
    world.clock.advance(0.2 * DAY_MS);
    expect(await emptyTrash(world.system)).toBe(1);
    expect([await row(id), existsSync(inTrash(id))]).toEqual([null, false]);
    expect(world.devices.asked("file.delete")).toEqual([{ file_id: id, path: video_path }]);
    expect(await audited("file.remove", id)).toBe(1);
    expect(world.notices.at(-1)).toEqual({ kind: "file", id, clubId: world.a.id, deleted: true });
    // The device's own report of it comes later, and is no difference.
    const data = { file_id: id, state: "deleted", location: "device", sha256: null } as const;
    await applyReports(world.system, world.hub, [reported(world.hub, { type: "file", data }, world.clock.now())]);
    const device = await world.db.device.findUniqueOrThrow({ where: { id: world.hub } });
    expect(device.differences).toEqual([]);
  });

  test("never of what is protected, and not while the device that made it is away or refuses", async () => {
    const [kept, waiting] = [await trashed(), await trashed()];
    await world.db.mediaFile.update({ where: { id: kept.id }, data: { protected: true } });
    world.clock.advance(31 * DAY_MS);
    world.devices.setOffline(world.hub);
    expect(await emptyTrash(world.system)).toBe(0);
    world.devices.setOnline(world.hub, { storage_id: world.storageId });
    world.devices.on({ "file.delete": ScriptedDevices.refusing("conflict") });
    expect(await emptyTrash(world.system)).toBe(0);
    expect(existsSync(inTrash(waiting.id, waiting.video_path))).toBe(true);
    world.devices.on({ "file.delete": () => ({}) });
    expect(await emptyTrash(world.system)).toBe(1);
    expect([await row(waiting.id), existsSync(inTrash(kept.id, kept.video_path))]).toEqual([null, true]);
  });
});

describe("several at once", () => {
  test("each is answered for: what one refuses stops none of the others", async () => {
    const [first, guarded, last] = [await recordVideo(world), await recordVideo(world), await recordVideo(world)];
    await protectFile(admin(), guarded.id, { protected: true });
    const absent = newId();
    const ids = [first.id, guarded.id, absent, last.id, first.id];
    const { results } = await changeFiles(admin(), { ids, action: "delete" });
    expect(results.map(({ id, ok, error }) => [id, ok, error?.code ?? null])).toEqual([
      [first.id, true, null],
      [guarded.id, false, "conflict"],
      [absent, false, "not_found"],
      [last.id, true, null],
    ]);
    const back = await changeFiles(admin(), { ids: [first.id, last.id], action: "restore" });
    expect(back.results.every(({ ok }) => ok)).toBe(true);
    await changeFiles(admin(), { ids: [guarded.id], action: "unprotect" });
    expect(await row(guarded.id)).toMatchObject({ protected: false });
    expect(await trash()).toEqual([]);
  });

  test("another club's are not found, one by one; staff may not at all", async () => {
    const { id } = await recordVideo(world);
    const { results } = await changeFiles(world.ctx(world.b.admin), { ids: [id], action: "protect" });
    expect(results).toMatchObject([{ id, ok: false, error: { code: "not_found" } }]);
    for (const action of ["protect", "delete"] as const)
      await expect(changeFiles(world.ctx(world.staff), { ids: [id], action })).rejects.toMatchObject({
        code: "forbidden",
      });
  });
});
