import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type ClientEvents, type ServerEvents, SOCKET_PATH } from "@/lib/contracts/sockets";
import { systemClock } from "@/lib/core/clock";
import { createLogger } from "@/lib/core/logger";
import { loginsOf } from "@/lib/http/request-actor";
import type { Notice } from "@/lib/realtime/notifier";
import { createSocketServer } from "@/lib/realtime/socket-server";
import { createAnnouncer } from "@/lib/server/announcer";
import { runtime } from "@/lib/server/runtime";
import { createWebGate } from "@/lib/server/web-gate";
import { startTestDatabase, type TestDatabase } from "../postgres";
import { createBench } from "./bench";
import type { Caller } from "./callers";

type Client = Socket<ServerEvents, ClientEvents>;
const log = createLogger("test", "silent");
const NOTICES = ["session", "recording", "file", "device", "plan", "event", "alert"] as const;

let database: TestDatabase;
let bench: Awaited<ReturnType<typeof createBench>>;
let stop: () => void;
let announce: (notice: Notice) => void;
let connect: (caller: Caller) => Promise<Client | null>;
const clients = new Map<Caller, Client>();
let cells = 0;

beforeAll(async () => {
  database = await startTestDatabase();
  bench = await createBench(database);
  const { world } = bench;
  const { config, db } = runtime();
  const httpServer = createServer();
  const gate = createWebGate({
    logins: loginsOf({ db, config }, world.clock),
    siteUrl: config.NEXTAUTH_URL,
    context: world.context,
  });
  const frames = world.context({ kind: "anonymous" }).frames;
  const sockets = createSocketServer({ httpServer, gate, frames, clock: systemClock, log });
  announce = createAnnouncer({ context: () => world.context({ kind: "system", name: "test" }), sockets, log });
  await new Promise<void>((resolve) => httpServer.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(httpServer.address() as AddressInfo).port}`;
  connect = ({ headers: extraHeaders }) =>
    new Promise((resolve) => {
      const options = {
        path: SOCKET_PATH,
        transports: ["websocket"],
        forceNew: true,
        reconnection: false,
        extraHeaders,
      };
      const client: Client = io(url, options);
      client.once("connect", () => resolve(client)).once("connect_error", () => resolve(null));
    });
  stop = () => {
    for (const client of clients.values()) client.disconnect();
    sockets.stop();
    httpServer.close();
  };
});
afterAll(async () => {
  console.log(`the matrix of sockets: ${cells} cells`);
  stop?.();
  await bench?.stop();
  await database?.stop();
});

/** People of the site, on its own pages or by token. */
const isExpected = ({ is, fromElsewhere }: Caller): boolean => is?.kind === "user" && !fromElsewhere;

test("people connect; devices, strangers, ended logins and other sites' pages do not", async () => {
  for (const caller of bench.callers) {
    const client = await connect(caller);
    cells++;
    expect(client !== null, caller.name).toBe(isExpected(caller));
    if (client) clients.set(caller, client);
  }
});

test("live pictures: one's own club's cameras, a player's while their session is open, and never another's bytes", async () => {
  const { a, b, absent } = bench.world;
  const seen = new Map([...clients].map(([caller, client]) => [caller, collect(client)]));
  for (const [caller, client] of clients) {
    if (caller.is?.kind !== "user") continue;
    const { role, club, id } = caller.is;
    const refusals = new Map<string, string>();
    for (const [which, side] of Object.entries({ a: a.ids, b: b.ids, absent }))
      for (const thing of ["camera", "spareCamera"] as const)
        for (const profile of ["tile", "full"] as const) {
          cells++;
          const about = `${caller.name}, ${thing} of ${which}, ${profile}`;
          const answer = await client.emitWithAck("frames:subscribe", { camera_id: side[thing], profile, fps: 5 });
          const isOwn = which !== "absent" && (role === "S" || club === which);
          // A player sees a camera while a session of theirs is open on it; this token sees none.
          const hasSession = thing === "camera" && id === { a: a.owner, b: b.owner, absent: -1 }[which];
          const may = caller.scope === undefined && isOwn && (role !== "P" || hasSession);
          expect(answer.ok, about).toBe(may);
          if (!may) refusals.set(about, JSON.stringify(answer.error));
        }
    // What is foreign is refused in the words of what is absent.
    expect(new Set(refusals.values()).size, caller.name).toBeLessThanOrEqual(1);
  }
  await vi.waitFor(() => expect([...seen.values()].some((heard) => heard().includes(a.canary))).toBe(true));
  for (const [caller, heard] of seen) expectNothingForeign(caller, heard());
});

test("what changes is told to those who may see it, whole or as a hint", async () => {
  const { a, b } = bench.world;
  const heard = new Map([...clients].map(([caller, client]) => [caller, collect(client)]));
  for (const [side, clubId, ownerId] of [
    [a, a.ids.club, a.owner],
    [b, b.ids.club, b.owner],
  ] as const) {
    const { session, running: recording, file, device, plan, event, alert } = side.ids;
    const ids = { session, recording, file, device, plan, event, alert };
    for (const kind of NOTICES) announce({ kind, id: ids[kind], clubId, ownerId });
  }
  const admins = [...heard].filter(([{ name }]) => /^(admin [AB]|super admin)$/.test(name));
  await vi.waitFor(() => {
    for (const [{ name }, text] of admins)
      for (const side of name === "super admin" ? [a, b] : [name.endsWith("A") ? a : b])
        for (const id of [side.ids.file, side.ids.plan, side.ids.event, side.ids.alert])
          expect(text(), name).toContain(id);
  });
  for (const [caller, text] of heard) {
    cells += NOTICES.length * 2;
    expectNothingForeign(caller, text());
    if (caller.is?.kind !== "user") continue;
    const { role, id, club } = caller.is;
    const hearsWhole = caller.scope === undefined && (role !== "P" || id === a.owner);
    if (club === "a") expect(text().includes("created_by_name"), caller.name).toBe(hearsWhole);
    // What a player is not to see is not even hinted at.
    if (role === "P")
      for (const id of [a.ids.file, a.ids.plan, a.ids.event, a.ids.alert]) expect(text()).not.toContain(id);
  }
});

/** All a client hears from now on, as text. */
function collect(client: Client): () => string {
  const parts: string[] = [];
  client.onAny((...args: unknown[]) =>
    parts.push(args.map((arg) => (Buffer.isBuffer(arg) ? arg.toString("latin1") : JSON.stringify(arg))).join()),
  );
  return () => parts.join("\n");
}

function expectNothingForeign({ is, name }: Caller, text: string): void {
  if (is?.kind !== "user" || is.role === "S") return;
  const { a, b } = bench.world;
  const { canary, ids } = is.club === "a" ? b : a;
  for (const word of [canary, ids.session, ids.running, ids.file, ids.device, ids.plan, ids.event, ids.alert])
    expect(text, name).not.toContain(word);
}
