import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { issueToken } from "@/lib/auth/tokens";
import { startTestDatabase, type TestDatabase } from "@/test/postgres";
import { type startWebWithDevice, startWebWithSession } from "@/test/web-world";

let database: TestDatabase;
let world: Awaited<ReturnType<typeof startWebWithDevice>>;
let sessionId: string;

beforeAll(async () => {
  database = await startTestDatabase();
  ({ world, sessionId } = await startWebWithSession(database));
});
afterAll(async () => {
  await world?.device.stop();
  await world?.web.remove();
  await database?.stop();
});

const folder = () => `/api/preview/${sessionId}`;
const leases = () =>
  world.device.asked.filter(
    ({ name, args }) => name === "preview.start" && (args as { profile: string }).profile === "hls",
  );
const linesOf = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1]!);

test("a playlist names what can be fetched, never cached, and the last of it is as long as its parts", async () => {
  const answer = await world.ask(`${folder()}/stream.m3u8`, { as: world.player });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("application/vnd.apple.mpegurl");
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  await answer.arrayBuffer();
  // All at once, and again from a new playlist: web keeps what one names for ten seconds, which a busy machine may need
  // for its very first answers.
  const { names, parts } = await vi.waitFor(async () => {
    const text = await (await world.ask(`${folder()}/stream.m3u8`, { as: world.player })).text();
    const names = [...linesOf(text, /URI="([^"]+)"/g), ...linesOf(text, /^(hls\/.*)$/gm)];
    expect(names.length).toBeGreaterThan(4);
    const parts = await Promise.all(names.map((name) => world.ask(`${folder()}/${name}`, { as: world.player })));
    expect(parts.map(({ status }, n) => [names[n], status])).toEqual(names.map((name) => [name, 200]));
    return { names, parts };
  }, 30_000);
  for (const [n, part] of parts.entries()) {
    const name = names[n]!;
    expect(part.headers.get("content-type")).toBe("video/mp4");
    expect(part.headers.get("cache-control")).toBe("private, no-store");
    const bytes = Buffer.from(await part.arrayBuffer()).toString();
    const number = /(\d+\.\d+)\.m4s$/.exec(name)?.[1];
    if (number) expect(bytes).toBe(`part ${number}`);
    else expect(bytes).toMatch(/^(init of 1|(part \d+\.\d){2})$/);
  }
});

test("a blocked request comes with the part it waits for, and many viewers cost one lease", async () => {
  const before = leases().length;
  const text = await (await world.ask(`${folder()}/stream.m3u8`, { as: world.player })).text();
  const next = Number(linesOf(text, /HINT:.*hls\/(\d+)\.\d+\.m4s/g)[0]) + 2;
  const query = `?_HLS_msn=${next}&_HLS_part=0`;
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => world.ask(`${folder()}/stream.m3u8${query}`, { as: world.admin })),
  );
  for (const answer of answers) expect(await answer.text()).toContain(`hls/${next}.0.m4s",INDEPENDENT=YES`);
  expect(leases().length - before).toBeLessThanOrEqual(1);
});

test("strangers, players without a session and old names are refused in the envelope", async () => {
  const camera = `/api/cameras/${world.club.cameraId}`;
  expect((await world.ask(`${camera}/stream.m3u8`, { as: world.admin })).status).toBe(200);
  for (const [path, as, status, code] of [
    [`${folder()}/stream.m3u8`, world.stranger, 404, "not_found"],
    [`${folder()}/stream.m3u8`, world.otherPlayer, 404, "not_found"],
    [`${folder()}/hls/init-1.mp4`, world.otherPlayer, 404, "not_found"],
    [`${camera}/stream.m3u8`, world.player, 403, "forbidden"],
    [`${camera}/hls/init-1.mp4`, world.player, 403, "forbidden"],
    [`${folder()}/hls/1.m4s`, world.player, 404, "not_found"],
    [`${folder()}/hls/anything`, world.player, 404, "not_found"],
    [`${folder()}/stream.m3u8?_HLS_part=1`, world.player, 400, "bad_request"],
    [`${folder()}/stream.m3u8?_HLS_msn=x`, world.player, 422, "unprocessable"],
  ] as const) {
    const answer = await world.ask(path, { as });
    expect([path, answer.status, (await answer.json()).error.code]).toEqual([path, status, code]);
  }
});

test("a camera of single pictures has no stream: 422 that names the way out", async () => {
  const { cameraId: id } = world.otherClub;
  await database.db.camera.update({ where: { id }, data: { source: "mjpeg" } });
  const answer = await world.ask(`/api/cameras/${id}/stream.m3u8`, { as: world.stranger });
  expect(answer.status).toBe(422);
  expect((await answer.json()).error.message).toContain("MJPEG");
});

test("a stream is refused within five seconds of its login, and of its session", async () => {
  const row = { clubId: world.club.id, email: "guard@example.org", name: "Guard", passwordHash: "-" };
  const user = await database.db.user.create({ data: { ...row, role: "STAFF" } });
  const token = await issueToken(database.db, { user, name: "test", expiresAt: null, now: new Date() });
  const body = JSON.stringify({ camera_id: world.club.cameraId });
  const made = await world.ask("/api/video/session/create", { method: "POST", body, as: world.admin });
  const { session } = await made.json();
  const ask = async (id: string, as: { token: string }) =>
    (await world.ask(`/api/preview/${id}/stream.m3u8`, { as })).status;
  expect([await ask(sessionId, { token }), await ask(session.session_id, world.admin)]).toEqual([200, 200]);
  await database.db.user.update({ where: { id: user.id }, data: { disabledAt: new Date() } });
  const closed = JSON.stringify({ session_id: session.session_id });
  await world.ask("/api/video/session/close", { method: "POST", body: closed, as: world.admin });
  const lost = async () =>
    expect([await ask(sessionId, { token }), await ask(session.session_id, world.admin)]).toEqual([401, 409]);
  await vi.waitFor(lost, { timeout: 5_000, interval: 200 });
  expect(await ask(sessionId, world.admin)).toBe(200);
});

test("a camera that went away is 502 for who plays it, and goes on by itself", async () => {
  const ask = () => world.ask(`${folder()}/stream.m3u8`, { as: world.player });
  expect((await ask()).status).toBe(200);
  world.device.setAway(world.club.cameraId, true);
  await vi.waitFor(async () => expect((await ask()).status).toBe(502), { timeout: 15_000, interval: 200 });
  world.device.setAway(world.club.cameraId, false);
  await vi.waitFor(async () => expect((await ask()).status).toBe(200), { timeout: 10_000, interval: 200 });
});
