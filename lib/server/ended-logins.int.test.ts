import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { encode } from "next-auth/jwt";
import { io } from "socket.io-client";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openLogin } from "@/lib/auth/login-rows";
import { makeToken } from "@/lib/auth/tokens";
import { SOCKET_PATH } from "@/lib/contracts/sockets";
import { newId } from "@/lib/core/ids";
import { startTestDatabase, type TestDatabase } from "@/test/postgres";
import { startWebWithDevice } from "@/test/web-world";

const SECRET = "a secret of the tests that is long enough";
/** S4; what it takes to notice it on a busy machine comes on top. */
const ENDS_WITHIN_MS = 5_000;
const SLACK_MS = 700;
/** A download that was cut ends for its reader when it has read what lay in the sockets. */
const DRAIN_MS = 3_000;
const LARGE_BYTES = 3 * 1024 ** 3;

let database: TestDatabase;
let world: Awaited<ReturnType<typeof startWebWithDevice>>;
let mediaDir: string;
let fileId: string;

beforeAll(async () => {
  database = await startTestDatabase();
  mediaDir = mkdtempSync(path.join(tmpdir(), "vigie-ended-"));
  world = await startWebWithDevice(database, async () => ({ MEDIA_DIR: mediaDir, NEXTAUTH_SECRET: SECRET }));
  fileId = await largeVideo();
});
afterAll(async () => {
  await world?.device.stop();
  await world?.web.remove();
  await database?.stop();
  rmSync(mediaDir, { recursive: true, force: true });
});

/** More than any socket holds, and no bytes on the disk. */
async function largeVideo(): Promise<string> {
  const [id, clubId] = [newId(), world.club.id];
  const where = { path: `videos/${clubId}/large.mp4`, filename: "large.mp4" };
  const file = path.join(mediaDir, where.path);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, "");
  truncateSync(file, LARGE_BYTES);
  const storageId = JSON.parse(readFileSync(path.join(mediaDir, ".vigie-storage.json"), "utf8")).id as string;
  const row = { id, clubId, ...where, bytes: LARGE_BYTES, sha256: "0".repeat(64), location: "web" as const, storageId };
  await database.db.mediaFile.create({ data: { ...row, kind: "recording", createdAt: new Date() } });
  return id;
}

/** Somebody of the staff, by a browser's cookie and by a token. */
async function somebody() {
  const row = { email: `${newId()}@example.org`, name: "Staff", passwordHash: "-", clubId: world.club.id };
  const user = await database.db.user.create({ data: { ...row, role: "STAFF" } });
  const now = new Date();
  const login = await openLogin(database.db, user, { userAgent: "Tests", address: null }, now);
  const claims = { sub: String(user.id), loginEpoch: user.loginEpoch, loginId: login.id };
  const cookie = `next-auth.session-token=${await encode({ token: claims, secret: SECRET })}`;
  const { token, row: kept } = await makeToken(database.db, { user, name: "t", expiresAt: null, now });
  const spare = await makeToken(database.db, { user, name: "spare", expiresAt: null, now });
  const authorization = `Bearer ${token}`;
  return { user, login, cookie: { cookie }, token: { authorization }, tokenId: kept.id, spare: { token: spare.token } };
}

/** Opens everything that lasts, and tells when each of them ended, in milliseconds after `start`. */
async function openAll(headers: Record<string, string>) {
  const picture = await world.ask(`/api/cameras/${world.club.cameraId}/stream`, { headers });
  const download = await world.ask(`/api/video/files/${fileId}/download`, { headers });
  expect([picture.status, download.status]).toEqual([200, 200]);
  const socket = io(world.web.url, { path: SOCKET_PATH, extraHeaders: headers, forceNew: true, reconnection: false });
  await vi.waitFor(() => expect(socket.connected).toBe(true), 5_000);
  // A reader slower than the server, until all that was sent before the end lies in the sockets.
  let isSlow = true;
  const ends = {
    picture: readToEnd(picture, () => false),
    download: readToEnd(download, () => isSlow),
    socket: new Promise<string>((resolve) => socket.once("disconnect", () => resolve("ended"))),
  };
  return async (startMs: number) => {
    setTimeout(() => {
      isSlow = false;
    }, ENDS_WITHIN_MS - 1_000);
    const after = async (end: Promise<string>) => ({ how: await end, ms: performance.now() - startMs });
    const all = await Promise.all(Object.values(ends).map(after));
    return Object.fromEntries(Object.keys(ends).map((name, i) => [name, all[i]!]));
  };
}

async function readToEnd({ body }: Response, isSlow: () => boolean): Promise<string> {
  try {
    for await (const _ of body!) if (isSlow()) await new Promise((resolve) => setTimeout(resolve, 100));
    return "ended";
  } catch {
    return "broken off";
  }
}

const patch = (id: number, change: object) =>
  world.ask(`/api/users/${id}`, { method: "PATCH", body: JSON.stringify(change), as: world.admin });

test.concurrent.each<[string, "cookie" | "token", (who: Awaited<ReturnType<typeof somebody>>) => Promise<Response>]>([
  ["a disabled person's cookie", "cookie", ({ user }) => patch(user.id, { disabled: true })],
  ["a token of somebody with another role", "token", ({ user }) => patch(user.id, { role: "PLAYER" })],
  [
    "a browser that was logged out from elsewhere",
    "cookie",
    ({ login, spare }) => world.ask(`/api/account/logins/${login.id}`, { method: "DELETE", as: spare }),
  ],
  [
    "a revoked token",
    "token",
    ({ tokenId, spare }) => world.ask(`/api/tokens/${tokenId}`, { method: "DELETE", as: spare }),
  ],
])("what %s opened ends within five seconds: pictures, a download, the socket", async (_, by, end) => {
  const who = await somebody();
  const endsOf = await openAll(who[by]);
  expect((await end(who)).status).toBe(200);
  const startMs = performance.now();
  expect((await world.ask("/api/courts", { headers: who[by] })).status).toBe(401);
  const ends = await endsOf(startMs);
  expect(ends).toMatchObject({ picture: { how: "ended" }, download: { how: "broken off" }, socket: { how: "ended" } });
  for (const [name, { ms }] of Object.entries(ends))
    expect(ms, name).toBeLessThan(ENDS_WITHIN_MS + (name === "download" ? DRAIN_MS : SLACK_MS));
});

test("next-auth's own session route knows a cookie only as long as we do", async () => {
  const who = await somebody();
  const session = async () => (await world.ask("/api/auth/session", { headers: who.cookie })).json();
  expect(await session()).toMatchObject({ expires: expect.any(String) });
  await patch(who.user.id, { disabled: true });
  expect(await session()).toEqual({});
});
