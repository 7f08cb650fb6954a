import { rmSync } from "node:fs";
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { GET as readLink } from "@/app/api/shared/[token]/route";
import { GET as readPoster } from "@/app/api/shared/[token]/thumbnail.jpg/route";
import { GET as readVideo } from "@/app/api/shared/[token]/video/route";
import { DELETE as revoke } from "@/app/api/shares/[id]/route";
import { GET as list, POST as share } from "@/app/api/video/files/[id]/shares/route";
import { newId } from "@/lib/core/ids";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { recordVideo } from "@/test/recorded-video";
import { obedient } from "@/test/recording-reports";
import { bearerOf, call, serveWorld } from "@/test/served-world";
import { deleteFile } from "../files/delete";
import { restoreFile } from "../files/restore";

const DAY_MS = 24 * 3_600_000;
let world: World;
let admin: Record<string, string>;
eachWorld(async (made) => {
  world = made;
  obedient(world.devices, world.clock);
  serveWorld(world);
  admin = await bearerOf(world, world.a.admin);
  await allow(true);
});

const allow = (sharingAllowed: boolean) =>
  world.db.club.update({ where: { id: world.a.id }, data: { sharingAllowed } });

/** A shared recording: its id, its share's, and the token at the end of the link. */
async function shared(days?: number) {
  const { id, video } = await recordVideo(world);
  const { status, body } = await call(share, { headers: admin, params: { id }, body: { days } });
  expect(status).toBe(201);
  const token = (body.url as string).split("/s/")[1]!;
  return { id, video, token, shareId: (body.share as { id: string }).id, body };
}
const open = (token: string) => call(readLink, { params: { token } });
const viewsOf = async (id: string) => (await world.db.shareLink.findUniqueOrThrow({ where: { id } })).views;

test("whoever has the link sees the video, its court and its club, and nothing else", async () => {
  const { token, body, id } = await shared();
  expect(body).toMatchObject({
    url: `http://vigie.test/s/${token}`,
    share: { state: "active", views: 0, file_id: id },
  });
  const page = await open(token);
  expect(page.body).toEqual({
    success: true,
    video: {
      ...{ club_name: world.a.name, court_name: "Court 1", timezone: "Europe/Paris", has_poster: true },
      on_device: false,
      ...{ recorded_at: "2026-03-01T18:00:00.000Z", duration_seconds: 60, bytes: 5_000 },
      expires_at: new Date(world.clock.now().getTime() + 7 * DAY_MS).toISOString(),
    },
  });
  expect(page.headers.get("x-robots-tag")).toContain("noindex");
  expect(page.headers.get("referrer-policy")).toBe("no-referrer");

  const video = await call(readVideo, { params: { token }, headers: { range: "bytes=4-8" } });
  expect([video.status, video.headers.get("content-range")]).toEqual([206, "bytes 4-8/9"]);
  expect(video.headers.get("content-disposition")).toContain('filename="Court 1 2026-03-01 19h00.mp4"');
  expect((await call(readVideo, { params: { token }, method: "HEAD" })).headers.get("content-length")).toBe("9");
  const etag = video.headers.get("etag")!;
  expect((await call(readVideo, { params: { token }, headers: { "if-none-match": etag } })).status).toBe(304);
  expect((await call(readPoster, { params: { token } })).status).toBe(200);
});

test("the link is kept as a hash, counted, listed and audited", async () => {
  const { id, token, shareId } = await shared(30);
  await Promise.all([open(token), open(token), open(token)]);
  const { body } = await call(list, { headers: admin, params: { id } });
  expect(body.shares).toMatchObject([{ id: shareId, views: 3, created_by_name: world.a.admin.name }]);
  const kept = [body, await world.db.shareLink.findMany(), await world.db.auditEntry.findMany()];
  expect(inspect(kept, { depth: 10, maxArrayLength: null })).not.toContain(token);
  expect(await world.db.auditEntry.count({ where: { target: shareId, action: "share.create" } })).toBe(1);
});

test("what is revoked, expired, in the trash, gone, unknown or switched off is not found, all in the same words", async () => {
  const { id, token, video, shareId } = await shared(2);
  const answer = async (asked = token) =>
    Promise.all(
      [readLink, readVideo, readPoster].map(async (handler) => {
        const { status, body } = await call(handler, { params: { token: asked } });
        return [status, body.error?.code, body.error?.message, body.error?.details];
      }),
    );
  const unknown = await answer("x".repeat(43));
  expect(unknown[0]).toEqual([404, "not_found", expect.stringContaining("Link"), undefined]);
  expect(await answer("../../etc/passwd")).toEqual(unknown);

  await allow(false);
  expect(await answer()).toEqual(unknown);
  await allow(true);
  await deleteFile(world.ctx(world.a.admin), id);
  expect(await answer()).toEqual(unknown);
  await restoreFile(world.ctx(world.a.admin), id);
  expect((await answer()).map(([status]) => status)).toEqual([200, 200, 200]);
  world.clock.advance(2 * DAY_MS);
  expect(await answer()).toEqual(unknown);
  await world.db.shareLink.update({ where: { id: shareId }, data: { expiresAt: new Date("2030-01-01") } });
  rmSync(video);
  expect((await answer())[1]).toEqual(unknown[1]);

  const views = await viewsOf(shareId);
  for (const ended of [1, 2]) {
    const { status, body } = await call(revoke, { headers: admin, params: { id: shareId } });
    expect([status, body.share, ended]).toMatchObject([200, { state: "revoked" }, ended]);
  }
  expect(await answer()).toEqual(unknown);
  expect(await viewsOf(shareId)).toBe(views);
  expect(await world.db.auditEntry.count({ where: { target: shareId, action: "share.revoke" } })).toBe(1);
});

test("a club that does not share says so, and only its own administrators share at all", async () => {
  const { id, shareId } = await shared();
  await allow(false);
  const refused = await call(share, { headers: admin, params: { id }, body: {} });
  expect([refused.status, refused.body.error?.message]).toEqual([409, expect.stringContaining("switched off")]);
  for (const days of [0, 91, 1.5, "7"])
    expect((await call(share, { headers: admin, params: { id }, body: { days } })).status).toBe(422);

  const foreign = await bearerOf(world, world.b.admin);
  const absent = { id: newId() };
  const told = async (params: { id: string }) => {
    const calls = [
      call(share, { headers: foreign, params, body: {} }),
      call(list, { headers: foreign, params }),
      call(revoke, { headers: foreign, params }),
    ];
    return (await Promise.all(calls)).map(({ status, body }) => [status, body.error?.message]);
  };
  expect(await told({ id })).toEqual(await told(absent));
  const [, , ofAbsent] = await told(absent);
  expect((await told({ id: shareId }))[2]).toEqual(ofAbsent);
  const staff = await bearerOf(world, world.staff);
  expect((await call(share, { headers: staff, params: { id }, body: {} })).status).toBe(403);
  expect((await call(revoke, { headers: staff, params: { id: shareId } })).status).toBe(403);
});
