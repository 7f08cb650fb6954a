import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo, Socket as TcpSocket } from "node:net";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Frame, parseFrame } from "@/lib/contracts/frame";
import { type ClientEvents, type ServerEvents, SOCKET_PATH } from "@/lib/contracts/sockets";
import { systemClock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { createLogger } from "@/lib/core/logger";
import type { FrameHub } from "@/lib/media/frames";
import type { SocketGate } from "./socket-gate";
import { createSocketServer, type SocketServer } from "./socket-server";

type Actor = { name: string; rooms: string[]; cameras: number[] };
type Client = Socket<ServerEvents, ClientEvents>;
/** What the client's connection is made of in Node: a `ws`, which can stop reading. */
type WebSocketOfNode = { pause(): void; resume(): void };

let httpServer: HttpServer;
let sockets: SocketServer;
let actors: Map<string, Actor>;
let cameras: Map<number, Set<(frame: Frame) => void>>;
let clients: Client[];

const gate: SocketGate<Actor> = {
  isAllowedOrigin: (headers) => headers.origin !== "http://evil.example",
  async authenticate({ token }) {
    if (token === "away") throw new AppError("unavailable", "Postgres is away");
    return actors.get(token ?? "") ?? null;
  },
  roomsOf: (actor) => actor.rooms,
  watchable: async (actor, ids) => new Map(ids.filter((id) => actor.cameras.includes(id)).map((id) => [id, "hub"])),
  refusal: () => new AppError("not_found", "Camera not found."),
};
const frames: Pick<FrameHub, "watch"> = {
  watch({ cameraId }, onFrame) {
    const viewers = cameras.get(cameraId) ?? new Set();
    cameras.set(cameraId, viewers.add(onFrame));
    return { stop: () => void viewers.delete(onFrame) };
  },
};

const MANY = Array.from({ length: 24 }, (_, i) => i + 1);
beforeEach(async () => {
  actors = new Map([
    ["staff", { name: "staff", rooms: ["club:1", "club:1:staff"], cameras: MANY }],
    ["player", { name: "player", rooms: ["club:1", "user:9"], cameras: [] }],
  ]);
  cameras = new Map();
  clients = [];
  httpServer = createServer();
  sockets = createSocketServer({
    httpServer,
    gate,
    frames: frames as FrameHub,
    clock: systemClock,
    log: createLogger("test", "silent"),
  });
  await new Promise<void>((resolve) => httpServer.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  for (const client of clients) client.disconnect();
  sockets.stop();
  await new Promise((resolve) => httpServer.close(resolve));
});

function connect(token: string, options: Parameters<typeof io>[1] = {}): Client {
  const { port } = httpServer.address() as AddressInfo;
  const client: Client = io(`http://127.0.0.1:${port}`, {
    path: SOCKET_PATH,
    auth: { token },
    transports: ["websocket"],
    forceNew: true,
    ...options,
  });
  clients.push(client);
  return client;
}
const connected = (client: Client) => vi.waitFor(() => expect(client.connected).toBe(true), 5_000);
const subscribe = (client: Client, cameraId: number) =>
  client.emitWithAck("frames:subscribe", { camera_id: cameraId, profile: "tile", fps: 25 });
const show = (cameraId: number, sequence: number, bytes = 1_000) => {
  const frame = { capturedAtMs: 0, sequence, width: 4, height: 3, jpeg: Buffer.alloc(bytes) };
  for (const onFrame of cameras.get(cameraId) ?? []) onFrame(frame);
};

describe("admission", () => {
  test("a stranger is refused, and told why", async () => {
    const refused = await new Promise<Error & { data?: unknown }>((resolve) =>
      connect("nobody").once("connect_error", resolve),
    );
    expect(refused.data).toMatchObject({ code: "unauthenticated" });
  });

  test("a page of another site is refused", async () => {
    const client = connect("staff", { extraHeaders: { origin: "http://evil.example" }, reconnection: false });
    await new Promise((resolve) => client.once("connect_error", resolve));
    expect(client.connected).toBe(false);
  });

  test("a login that cannot be checked now is tried again by the client", async () => {
    const client = connect("away", { reconnectionDelay: 50, reconnectionDelayMax: 50 });
    await new Promise((resolve) => client.io.once("reconnect_attempt", resolve));
    client.auth = { token: "staff" };
    await connected(client);
  });

  test("a disabled user's socket dies within five seconds, with its frames", async () => {
    const client = connect("staff");
    await connected(client);
    await subscribe(client, 1);
    const goodbye = new Promise((resolve) => client.once("disconnect", resolve));
    const startMs = performance.now();
    actors.delete("staff");
    expect(await goodbye).toBe("io server disconnect");
    expect(performance.now() - startMs).toBeLessThan(5_000);
    await vi.waitFor(() => expect(cameras.get(1)!.size).toBe(0));
  });
});

describe("notices", () => {
  test("reach each socket of the rooms once, and not those left out", async () => {
    const [staff, player] = [connect("staff"), connect("player")];
    await Promise.all([connected(staff), connected(player)]);
    const [seen, heard] = [vi.fn(), vi.fn()];
    staff.on("session", seen);
    player.on("session", heard);
    const notice = { session_id: "sess_1_1700000000000", terrain_id: 1, session: null };
    sockets.emit({ rooms: ["club:1", "club:1:staff"] }, "session", notice);
    sockets.emit({ rooms: ["club:1"], except: ["club:1:staff"] }, "session", notice);
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(2));
    expect(seen).toHaveBeenCalledTimes(1);
  });

  test("after a gap every client comes back by itself", async () => {
    const client = connect("staff", { reconnectionDelay: 50, reconnectionDelayMax: 50 });
    await connected(client);
    const first = client.id;
    sockets.reconnectAll();
    await vi.waitFor(() => expect(client.connected && client.id !== first).toBe(true), 5_000);
  });
});

describe("frames", () => {
  test.each([["websocket"], ["polling"]])("a wall of 24 cameras over one %s: all of them move", async (transport) => {
    const client = connect("staff", { transports: [transport] });
    await connected(client);
    const received = new Map<number, number[]>();
    client.on("frame", (cameraId, profile, bytes) => {
      expect(profile).toBe("tile");
      const frame = parseFrame(new Uint8Array(bytes))!;
      received.set(cameraId, [...(received.get(cameraId) ?? []), frame.sequence]);
    });
    for (const id of MANY) expect(await subscribe(client, id)).toEqual({ ok: true });
    const timer = setInterval(() => {
      sequence++;
      for (const id of MANY) show(id, sequence, 50_000);
    }, 40);
    let sequence = 0;
    await vi.waitFor(() => {
      for (const id of MANY) expect(received.get(id)?.length ?? 0).toBeGreaterThanOrEqual(5);
    }, 20_000);
    clearInterval(timer);
    for (const sequences of received.values()) expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
  });

  test("a viewer that stopped reading costs the server one frame, and sees the newest when it reads again", async () => {
    const connections: TcpSocket[] = [];
    httpServer.on("connection", (connection) => connections.push(connection));
    const client = connect("staff");
    await connected(client);
    for (const id of MANY) await subscribe(client, id);
    let newest = 0;
    client.on("frame", (_, __, bytes) => {
      newest = Math.max(newest, parseFrame(new Uint8Array(bytes))!.sequence);
    });
    const wire = (client.io.engine.transport as unknown as { ws: WebSocketOfNode }).ws;
    wire.pause();
    const frameBytes = 200_000;
    for (let i = 1; i <= 200; i++) {
      for (const id of MANY) show(id, i, frameBytes);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const held = connections.reduce((sum, connection) => sum + connection.writableLength, 0);
    expect(held).toBeLessThanOrEqual(frameBytes + 10_000);
    wire.resume();
    await vi.waitFor(() => {
      show(1, 201, frameBytes);
      expect(newest).toBe(201);
    }, 10_000);
  });

  test("a camera of others is refused like an absent one, and unsubscribing stops", async () => {
    const player = connect("player");
    await connected(player);
    const failed = vi.fn();
    player.on("frames:error", failed);
    expect(await subscribe(player, 1)).toMatchObject({ ok: false, error: { code: "not_found" } });
    expect(await subscribe(player, 999)).toMatchObject({ ok: false, error: { code: "not_found" } });
    await vi.waitFor(() => expect(failed).toHaveBeenCalledTimes(2));

    const staff = connect("staff");
    await connected(staff);
    await subscribe(staff, 1);
    expect(cameras.get(1)!.size).toBe(1);
    staff.emit("frames:unsubscribe", { camera_id: 1 });
    await vi.waitFor(() => expect(cameras.get(1)!.size).toBe(0));
  });

  test("nonsense is answered, not thrown", async () => {
    const client = connect("staff");
    await connected(client);
    const nonsense = { camera_id: "1", profile: "huge", fps: 0 } as never;
    expect(await client.emitWithAck("frames:subscribe", nonsense)).toMatchObject({ error: { code: "unprocessable" } });
    client.emit("frames:subscribe", null as never);
    client.emit("frames:unsubscribe", undefined as never);
    expect(await subscribe(client, 1)).toEqual({ ok: true });
  });

  test("a camera that is no longer to be seen stops within five seconds", async () => {
    const client = connect("staff");
    await connected(client);
    await subscribe(client, 1);
    const failed = vi.fn();
    client.on("frames:error", failed);
    actors.set("staff", { ...actors.get("staff")!, cameras: [] });
    await vi.waitFor(() => expect(failed).toHaveBeenCalledTimes(1), 6_000);
    expect(cameras.get(1)!.size).toBe(0);
  });
});
