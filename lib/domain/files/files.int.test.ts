import { existsSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { recordVideo, writeMedia } from "@/test/recorded-video";
import { obedient, recordingReport } from "@/test/recording-reports";
import { startRecording } from "../recordings/start";
import { stopRecording } from "../recordings/stop";
import { createSession } from "../sessions/create";
import { deleteFile } from "./delete";
import { locateDownload, locateThumbnail } from "./download";
import { listFiles } from "./list";
import { readLog } from "./log";
import { listFilePeople } from "./people";
import { protectFile } from "./protect";

let world: World;
eachWorld((made) => {
  world = made;
  obedient(world.devices, world.clock);
});

const ABSENT = "sess_1_1000000000000";

const write = (relative: string, text: string) => writeMedia(world, relative, text);
const record = () => recordVideo(world);

describe("downloading", () => {
  test("finds a video by its session's id and by its own, with its hash", async () => {
    const { session_id, id, video } = await record();
    for (const ref of [session_id, id])
      expect(await locateDownload(world.ctx(world.staff), ref, { club_id: world.a.id })).toEqual({
        path: video,
        contentType: "video/mp4",
        filename: `${session_id}.mp4`,
        etag: "ab".repeat(32),
      });
    const poster = await locateThumbnail(world.ctx(world.staff), id);
    expect("path" in poster && [readFileSync(poster.path, "utf8"), poster.contentType]).toEqual([
      "the poster",
      "image/jpeg",
    ]);
  });

  test("other clubs find nothing, players may not", async () => {
    const { session_id, id } = await record();
    const { session_id: unrecorded } = await createSession(world.ctx(world.a.player), { terrain_id: world.a.court.id });
    const stranger = world.ctx(world.b.admin);
    const answer = (ref: string, club_id?: number) =>
      locateDownload(stranger, ref, { club_id }).catch((error: AppError) => [error.code, error.message, error.details]);
    const absent = await answer(ABSENT);
    expect(absent).toEqual(["not_found", expect.stringContaining("Video"), undefined]);
    for (const ref of [session_id, id, unrecorded, newId()])
      expect(await Promise.all([answer(ref), answer(ref, world.b.id)])).toEqual([absent, absent]);
    await expect(locateDownload(world.ctx(world.superAdmin), id, { club_id: world.b.id })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(locateDownload(world.ctx(world.a.player), id, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(locateThumbnail(world.ctx(world.b.admin), id)).rejects.toMatchObject({ code: "not_found" });
    await expect(readLog(world.ctx(world.b.admin), session_id)).rejects.toMatchObject({ code: "not_found" });
  });

  test("while it is recorded it is refused, while it is finished it plays already", async () => {
    const { a, clock, ctx, devices } = world;
    const { session_id } = await createSession(ctx(a.player), { terrain_id: a.court.id });
    const { ends_at } = await startRecording(ctx(a.player), { session_id });
    const download = () => locateDownload(ctx(a.admin), session_id, {});
    await expect(download()).rejects.toMatchObject({ code: "conflict", details: { ends_at } });

    devices.on({
      "record.stop": (args) =>
        recordingReport({ ...args, camera_id: a.camera.id, club_id: a.id }, "finalizing", clock.now()),
    });
    await stopRecording(ctx(a.player), { session_id });
    const part = write(`videos/${a.id}/.${session_id}.mp4.part`, "fragments");
    expect(await download()).toEqual({
      path: part,
      contentType: "video/mp4",
      filename: `${session_id}.mp4`,
      etag: null,
    });
    const final = write(`videos/${a.id}/${session_id}.mp4`, "finished");
    expect(await download()).toMatchObject({ path: final });
  });

  test("the id a stop answers plays while the video is finished, or says when to ask again", async () => {
    const { a, clock, ctx, devices } = world;
    const { session_id } = await createSession(ctx(a.player), { terrain_id: a.court.id });
    await startRecording(ctx(a.player), { session_id });
    const born = newId();
    devices.on({
      "record.stop": (args) =>
        recordingReport({ ...args, camera_id: a.camera.id, club_id: a.id }, "finalizing", clock.now(), {
          file_id: born,
        }),
    });
    expect((await stopRecording(ctx(a.player), { session_id })).file).toMatchObject({ id: born, sha256: null });
    const download = (actor = a.admin) => locateDownload(ctx(actor), born, {});
    await expect(download()).rejects.toMatchObject({ code: "unavailable", retryAfterSeconds: 5 });
    await expect(download(world.b.admin)).rejects.toMatchObject({ code: "not_found" });
    const part = write(`videos/${a.id}/.${session_id}.mp4.part`, "fragments");
    expect(await download()).toMatchObject({ path: part, etag: null });
  });

  test("on a device of its own it is asked of the edge-worker beside us, or unavailable", async () => {
    const { id } = await record();
    await world.db.mediaFile.update({ where: { id }, data: { storageId: "elsewhere", location: "device" } });
    await expect(locateDownload(world.ctx(world.a.admin), id, {})).rejects.toMatchObject({ code: "unavailable" });
    const beside = world.ctx(world.a.admin, { edgeLocalUrl: "http://127.0.0.1:8080" });
    expect(await locateDownload(beside, id, {})).toMatchObject({
      url: `http://127.0.0.1:8080/files/${id}`,
      etag: "ab".repeat(32),
    });
  });

  test("a link out of MEDIA_DIR leads nowhere", async () => {
    const { id, video } = await record();
    await world.db.mediaFile.update({ where: { id }, data: { path: "videos/out.mp4" } });
    symlinkSync("/etc/hostname", path.join(world.mediaDir, "videos/out.mp4"));
    await expect(locateDownload(world.ctx(world.a.admin), id, {})).rejects.toMatchObject({ code: "not_found" });
    expect(existsSync(video)).toBe(true);
  });

  test("the log comes without passwords, from the disk or from the device", async () => {
    const { session_id, id, video_path } = await record();
    expect(await readLog(world.ctx(world.staff), id)).toBe("opened rtsp://***@camera/x\nend");
    await deleteFile(world.ctx(world.a.admin), id);
    expect(existsSync(path.join(world.mediaDir, video_path.replace(".mp4", ".ffmpeg.log")))).toBe(false);
    world.devices.on({ "file.log": () => ({ text: "from http://u:p@there" }) });
    expect(await readLog(world.ctx(world.staff), session_id)).toBe("from http://***@there");
  });
});

test("the list shows a club its files, newest first, by page and by filter", async () => {
  const made = [await record(), await record(), await record()].map((file) => file.id).reverse();
  const list = async (actor = world.staff, query = {}) => listFiles(world.ctx(actor), { limit: 50, ...query });
  const ids = async (...args: Parameters<typeof list>) => (await list(...args)).files.map((file) => file.id);
  expect(await ids()).toEqual(made);
  const first = await list(world.staff, { limit: 2 });
  expect([first.files.length, await ids(world.staff, { limit: 2, cursor: first.next_cursor })]).toEqual([2, [made[2]]]);
  expect(await ids(world.staff, { terrain_id: world.a.court.id, kind: "recording" })).toEqual(made);
  expect(await ids(world.staff, { kind: "clip" })).toEqual([]);
  const [newest] = (await list()).files;
  expect(await ids(world.staff, { from: newest!.created_at })).toEqual([made[0]]);
  expect(await ids(world.staff, { to: newest!.created_at })).toEqual(made.slice(1));
  expect(await ids(world.superAdmin, { club_id: world.a.id })).toEqual(made);
  expect(await ids(world.b.admin)).toEqual([]);
  await expect(list(world.b.admin, { club_id: world.a.id })).rejects.toMatchObject({ code: "not_found" });
  await expect(list(world.a.player)).rejects.toMatchObject({ code: "forbidden" });
  expect(await ids(world.staff, { created_by: world.a.player.id })).toEqual(made);
  expect(await ids(world.staff, { created_by: world.otherPlayer.id })).toEqual([]);
  expect((await listFilePeople(world.ctx(world.staff), {})).people.map(({ id }) => id)).toEqual([world.a.player.id]);
  await expect(list(world.staff, { cursor: "Li4v" })).rejects.toMatchObject({ code: "unprocessable" });
});

describe("deleting", () => {
  test("moves the video, its poster and its log to the trash, where nobody finds them", async () => {
    const { session_id, id, video, video_path } = await record();
    expect(await deleteFile(world.ctx(world.a.admin), session_id)).toMatchObject({ id, location: "trash" });
    expect(existsSync(video)).toBe(false);
    for (const name of [video_path, video_path.replace(".mp4", ".jpg"), video_path.replace(".mp4", ".ffmpeg.log")])
      expect(existsSync(path.join(world.mediaDir, ".trash", id, name))).toBe(true);
    expect(await world.db.mediaFile.findUnique({ where: { id } })).toMatchObject({ trashedById: world.a.admin.id });
    expect(world.notices).toContainEqual({
      kind: "file",
      id,
      clubId: world.a.id,
      ownerId: world.a.player.id,
      deleted: true,
    });
    await expect(locateDownload(world.ctx(world.a.admin), session_id, {})).rejects.toMatchObject({ code: "not_found" });
    await expect(deleteFile(world.ctx(world.a.admin), id)).rejects.toMatchObject({ code: "not_found" });
    expect((await listFiles(world.ctx(world.a.admin), { limit: 50 })).files).toEqual([]);
  });

  test("fifty at once delete it once", async () => {
    const { id } = await record();
    const all = await Promise.allSettled(Array.from({ length: 50 }, () => deleteFile(world.ctx(world.a.admin), id)));
    expect(all.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(await world.db.auditEntry.count({ where: { action: "file.delete", target: id } })).toBe(1);
  });

  test("is refused while protected, and while the recording is not finished", async () => {
    const { id } = await record();
    const admin = world.ctx(world.a.admin);
    expect(await protectFile(admin, id, { protected: true })).toMatchObject({ protected: true });
    await expect(deleteFile(admin, id)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("protected"),
    });
    await protectFile(admin, id, { protected: false });
    expect((await deleteFile(admin, id)).location).toBe("trash");

    const { session_id } = await createSession(admin, { terrain_id: world.a.court.id });
    await startRecording(admin, { session_id });
    await expect(deleteFile(admin, session_id)).rejects.toMatchObject({ code: "conflict" });
    await expect(deleteFile(world.ctx(world.b.admin), session_id)).rejects.toMatchObject({ code: "not_found" });
  });

  test("is not for staff or players, and not for another club", async () => {
    const { id } = await record();
    for (const actor of [world.staff, world.a.player]) {
      await expect(deleteFile(world.ctx(actor), id)).rejects.toMatchObject({ code: "forbidden" });
      await expect(protectFile(world.ctx(actor), id, { protected: true })).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(deleteFile(world.ctx(world.b.admin), id)).rejects.toMatchObject({ code: "not_found" });
    await expect(protectFile(world.ctx(world.b.admin), id, { protected: true })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("a file on a device of its own stays there, and is gone from every list", async () => {
    const { id, video } = await record();
    await world.db.mediaFile.update({ where: { id }, data: { storageId: "elsewhere", location: "device" } });
    expect(await deleteFile(world.ctx(world.a.admin), id)).toMatchObject({ location: "trash" });
    expect([existsSync(video), (await listFiles(world.ctx(world.a.admin), { limit: 50 })).files]).toEqual([true, []]);
  });
});
