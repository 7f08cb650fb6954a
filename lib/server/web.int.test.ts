import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parseFrame } from "@/lib/contracts/frame";
import { type ClientEvents, type ServerEvents, SOCKET_PATH } from "@/lib/contracts/sockets";
import { startFakeDevice } from "@/test/fake-device";
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

const leases = () => world.device.asked.filter(({ name }) => name === "preview.start");
const stream = (query = "") => `/api/preview/${sessionId}/stream.mjpeg${query}`;

/** Reads until `parts` pictures came. */
async function readPictures(answer: Response, parts: number): Promise<void> {
  const reader = answer.body!.getReader();
  let text = "";
  while (text.split("--vigie-frame").length <= parts) {
    const { done, value } = await reader.read();
    if (done) throw new Error("the stream ended");
    text += Buffer.from(value).toString("latin1");
  }
  void reader.cancel();
}

describe("the door", () => {
  test("an undecodable address is answered 400 in the envelope", async () => {
    const answer = await world.ask("/api/video/session/%E0%A4%A");
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ success: false, error: { code: "bad_request" } });
  });

  test("livez and readyz answer, and every answer carries a request id and safe headers", async () => {
    expect((await world.ask("/livez")).status).toBe(200);
    const ready = await world.ask("/readyz");
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ checks: { postgres: true, broker: true } });
    const unknown = await world.ask("/api/nothing/here");
    expect(unknown.status).toBe(404);
    expect(unknown.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(unknown.headers.get("x-content-type-options")).toBe("nosniff");
    expect(unknown.headers.get("x-powered-by")).toBeNull();
  });
});

describe("preview", () => {
  test("30 viewers of one camera cost its device one lease, and a stranger gets what an absent session gets", async () => {
    const before = leases().length;
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => world.ask(stream("?fps=25"), { as: world.admin })),
    );
    await Promise.all(answers.map((answer) => readPictures(answer, 5)));
    expect(answers[0]!.headers.get("content-type")).toBe("multipart/x-mixed-replace; boundary=vigie-frame");
    expect(answers[0]!.headers.get("cache-control")).toContain("no-store");
    expect(leases().length - before).toBeLessThanOrEqual(2);
    const absent = await world.ask("/api/preview/sess_1_1700000000000/stream.mjpeg", { as: world.stranger });
    const foreign = await world.ask(stream(), { as: world.stranger });
    expect([foreign.status, absent.status]).toEqual([404, 404]);
    const { error } = await foreign.json();
    expect({ ...(await absent.json()).error, request_id: "" }).toEqual({ ...error, request_id: "" });
  });

  test("a warm snapshot takes at most 100 ms and says how old it is", async () => {
    const snapshot = `/api/preview/${sessionId}/snapshot.jpg`;
    await world.ask(snapshot, { as: world.player });
    const tookMs: number[] = [];
    for (let i = 0; i < 10; i++) {
      const startMs = performance.now();
      const answer = await world.ask(snapshot, { as: world.player });
      const bytes = Buffer.from(await answer.arrayBuffer());
      tookMs.push(performance.now() - startMs);
      expect(answer.headers.get("content-type")).toBe("image/jpeg");
      expect(Number(answer.headers.get("x-frame-age-ms"))).toBeLessThan(2_000);
      expect(bytes.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    }
    expect(tookMs.sort((a, b) => a - b)[5]).toBeLessThan(100);
    const info = await (await world.ask(`/api/preview/${sessionId}/info`, { as: world.player })).json();
    expect(info).toMatchObject({ success: true, width: 1280, height: 720, codec: "h264" });
  });

  test("a camera that went away is 502 with the cause, and the running stream goes on by itself when it is back", async () => {
    const answer = await world.ask(stream("?profile=tile"), { as: world.admin });
    const reader = answer.body!.getReader();
    await reader.read();
    world.device.setAway(world.club.cameraId, true);
    await vi.waitFor(
      async () => {
        const snapshot = await world.ask(`/api/preview/${sessionId}/snapshot.jpg`, { as: world.admin });
        expect(snapshot.status).toBe(502);
        expect((await snapshot.json()).error).toMatchObject({ code: "camera_unreachable" });
      },
      { timeout: 15_000, interval: 200 },
    );
    world.device.setAway(world.club.cameraId, false);
    await vi.waitFor(() => readSome(reader), { timeout: 10_000 });
    await reader.cancel();
  });

  test("a stream dies within five seconds of its login", async () => {
    const row = { clubId: world.club.id, email: "guard@example.org", name: "Guard", passwordHash: "-" };
    const user = await database.db.user.create({ data: { ...row, role: "STAFF" } });
    const { issueToken } = await import("@/lib/auth/tokens");
    const token = await issueToken(database.db, { user, name: "test", expiresAt: null, now: new Date() });
    const answer = await world.ask(stream(), { as: { token } });
    expect(answer.status).toBe(200);
    await database.db.user.update({ where: { id: user.id }, data: { disabledAt: new Date() } });
    const startMs = performance.now();
    for await (const _ of answer.body!) expect(performance.now() - startMs).toBeLessThan(5_500);
    expect(performance.now() - startMs).toBeLessThan(5_500);
  });

  test("a camera is watched without a session by staff, not by players", async () => {
    const path = `/api/cameras/${world.club.cameraId}/stream`;
    await readPictures(await world.ask(path, { as: world.admin }), 2);
    expect((await world.ask(path, { as: world.player })).status).toBe(403);
    expect((await world.ask(path, { as: world.stranger })).status).toBe(404);
  });
});

async function readSome(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  const { done } = await reader.read();
  expect(done).toBe(false);
}

describe("sockets", () => {
  type Client = Socket<ServerEvents, ClientEvents>;
  const clients: Client[] = [];
  afterAll(() => {
    for (const client of clients) client.disconnect();
  });
  async function connect(token: string): Promise<Client> {
    const client: Client = io(world.web.url, { path: SOCKET_PATH, auth: { token }, forceNew: true });
    clients.push(client);
    await vi.waitFor(() => expect(client.connected).toBe(true), 5_000);
    return client;
  }
  const watch = (client: Client, cameraId: number) =>
    client.emitWithAck("frames:subscribe", { camera_id: cameraId, profile: "tile", fps: 5 });

  test("frames arrive; a player sees the camera of their own session only", async () => {
    const admin = await connect(world.admin.token);
    const frames: number[] = [];
    admin.on("frame", (cameraId, _, bytes) => frames.push(cameraId + parseFrame(new Uint8Array(bytes))!.sequence * 0));
    expect(await watch(admin, world.club.cameraId)).toEqual({ ok: true });
    await vi.waitFor(() => expect(frames.length).toBeGreaterThan(5), 10_000);
    expect(new Set(frames)).toEqual(new Set([world.club.cameraId]));
    expect(await watch(admin, world.otherClub.cameraId)).toMatchObject({ ok: false, error: { code: "not_found" } });

    expect(await watch(await connect(world.player.token), world.club.cameraId)).toEqual({ ok: true });
    const other = await connect(world.otherPlayer.token);
    expect(await watch(other, world.club.cameraId)).toMatchObject({ ok: false, error: { code: "forbidden" } });
  });

  test("a change is told within a second: whole to its owner and staff, as a hint to others of the club, to no other club", async () => {
    const [admin, player, other, stranger] = await Promise.all(
      [world.admin, world.player, world.otherPlayer, world.stranger].map(({ token }) => connect(token)),
    );
    const heard = [admin, player, other, stranger].map((client) => {
      const listener = vi.fn();
      client!.on("session", listener);
      return listener;
    });
    const body = JSON.stringify({ terrain_id: world.club.courtId });
    const answer = await world.ask("/api/video/session/create", { method: "POST", body, as: world.player });
    const { session } = await answer.json();
    const startMs = performance.now();
    await vi.waitFor(() => expect(heard.slice(0, 3).every((listener) => listener.mock.calls.length > 0)).toBe(true));
    expect(performance.now() - startMs).toBeLessThan(1_000);
    const [toAdmin, toPlayer, toOther] = heard.map((listener) => listener.mock.calls[0]?.[0]);
    for (const whole of [toAdmin, toPlayer]) expect(whole.session).toMatchObject({ session_id: session.session_id });
    expect(toOther).toEqual({ session_id: session.session_id, terrain_id: world.club.courtId, session: null });
    expect(heard[3]).not.toHaveBeenCalled();
  });

  test("a device that goes is told to each club with its own cameras only", async () => {
    const [admin, stranger] = [await connect(world.admin.token), await connect(world.stranger.token)];
    const [seen, theirs] = [vi.fn(), vi.fn()];
    admin.on("device", seen);
    stranger.on("device", theirs);
    world.device.setAway(world.club.cameraId, true);
    await vi.waitFor(() => expect(seen).toHaveBeenCalled(), 5_000);
    await vi.waitFor(() => expect(theirs).toHaveBeenCalled(), 5_000);
    world.device.setAway(world.club.cameraId, false);
    expect(seen.mock.calls[0]![0].cameras.map(({ id }: { id: number }) => id)).toEqual([world.club.cameraId]);
    expect(theirs.mock.calls[0]![0].cameras.map(({ id }: { id: number }) => id)).toEqual([world.otherClub.cameraId]);
  });
});

test("a device that leaves is offline in its row within five seconds, and online when it is back", async () => {
  const isOnline = async () => (await database.db.device.findUniqueOrThrow({ where: { id: "hub" } })).isOnline;
  expect(await isOnline()).toBe(true);
  await world.device.stop();
  await vi.waitFor(async () => expect(await isOnline()).toBe(false), 5_000);
  const again = { url: world.web.mqttUrl, deviceId: world.deviceId, token: world.deviceToken };
  world.device = await startFakeDevice(again);
  await vi.waitFor(async () => expect(await isOnline()).toBe(true), 5_000);
  // It came without knowing its cameras, and is given them unasked.
  await vi.waitFor(() => expect(world.device.asked.map(({ name }) => name)).toContain("camera.set"), 5_000);
});

// Last: it ends the server.
test("SIGTERM ends viewers and server in time, with code 0", async () => {
  const answer = await world.ask(stream(), { as: world.admin });
  const over = (async () => {
    for await (const _ of answer.body!);
  })();
  const startMs = performance.now();
  world.web.signal("SIGTERM");
  expect(await world.web.ended).toBe(0);
  expect(performance.now() - startMs).toBeLessThan(3_000);
  await over;
  expect(world.web.output()).not.toContain("did not stop in time");
});
