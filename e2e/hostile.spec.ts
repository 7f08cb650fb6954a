import { expect, test } from "@playwright/test";
import { openAttack } from "./hostile/attack";
import {
  absentPath,
  BODIES,
  fieldsOf,
  HEADERS,
  lists,
  methodsNotServed,
  PATH_PARTS,
  paths,
  QUERIES,
  VALUES,
  withBody,
  withParams,
} from "./hostile/corpus";
import { type Bytes, request, type Said } from "./hostile/wire";
import { apiOf } from "./people";

test.setTimeout(120_000);

let bearer: Record<string, string>;
let against: Awaited<ReturnType<typeof openAttack>>;
test.beforeAll(async () => {
  against = await openAttack();
  bearer = against.bearer;
});
test.afterEach(() => against.expectAlive());
const attack: typeof against.attack = (...about) => against.attack(...about);

/** Or told to leave out double slashes: within this site. */
const isRefused = ({ status, head }: Said): boolean =>
  status >= 400 || (status === 308 && /\nlocation: \/(?![/\\])/i.test(head));
const isAnswered = ({ status }: Said): boolean => status >= 200;
let turn = 0;
/** The next few of them: every route meets some, and all of them meet many routes. */
function share<T>(all: readonly T[], size: number): T[] {
  turn += size;
  return Array.from({ length: size }, (_, i) => all[(turn + i) % all.length]!);
}
const json = { "Content-Type": "application/json" };

test("what stands in a path where an id belongs", async () => {
  const inputs = withParams.flatMap((line) =>
    share(PATH_PARTS, 14).map((part) => ({
      what: `${line.method} ${line.path} with ${part.slice(0, 60)}`,
      bytes: request({
        ...{ method: line.method, target: absentPath(line, part) },
        headers: { ...bearer, ...(line.body && json) },
        ...(line.body && { body: "{}" }),
      }),
    })),
  );
  expect(inputs.length).toBeGreaterThan(500);
  await attack(inputs, isRefused);
});

test("what stands in a body where something else belongs", async () => {
  const inputs = withBody.flatMap((line) => {
    const about = { method: line.method, target: absentPath(line), headers: { ...bearer, ...json } };
    const bodies = fieldsOf(line).flatMap((field) =>
      share(VALUES, 7).map((value) => JSON.stringify({ [field]: value })),
    );
    return [...bodies, ...share(BODIES, 5)].map((body) => ({
      what: `${line.name} with ${body.slice(0, 80)}`,
      isSlowedDown: line.name === "deviceEnroll",
      bytes: request({ ...about, body }),
    }));
  });
  expect(inputs.length).toBeGreaterThan(500);
  const { send } = await apiOf("club_admin");
  const { user } = await (await send("GET", "/api/account")).json();
  // A harmless field alone may be a change of nothing, and any text somebody's new name.
  await attack(inputs, isAnswered);
  expect((await send("PATCH", "/api/account", { name: user.name, locale: user.locale })).status).toBe(200);
});

test("what stands in a query", async () => {
  const inputs = lists.flatMap(({ path }) =>
    QUERIES.map((query) => ({
      what: `${path}?${query}`,
      bytes: request({ target: `${path}?${query}`, headers: bearer }),
    })),
  );
  await attack(inputs, isAnswered);
});

test("methods that a path does not serve", async () => {
  const inputs = paths.flatMap((path) =>
    methodsNotServed(path).map((method) => ({
      what: `${method} ${path}`,
      bytes: request({ method, target: absentPath({ path }), headers: { ...bearer, ...json }, body: "{}" }),
    })),
  );
  await attack(inputs, ({ status }) => status === 405 || status === 400 || status === 404);
});

test("headers that other servers believe", async () => {
  const protectedTargets = ["/api/audit", "/api/users", "/courts", "/_next/image?url=%2Ficon.svg&w=64&q=75"];
  const asNobody = HEADERS.flatMap((headers) =>
    protectedTargets.map((target) => ({
      what: JSON.stringify(headers).slice(0, 90),
      bytes: request({ target, headers }),
    })),
  );
  // Nobody stays nobody: an error, another address of this site (the login page), or a page without anything on it.
  const isNobodys = ({ status, head }: Said) =>
    status >= 400 || status === 200 || (status === 307 && /\nlocation: \/(?![/\\])/i.test(head));
  await attack(asNobody, isNobodys, [...against.own, ...against.foreign]);
  const asAdmin = HEADERS.filter((headers) => !headers.Authorization).map((headers) => ({
    what: JSON.stringify(headers).slice(0, 90),
    bytes: request({ target: "/api/video/files/list", headers: { ...bearer, ...headers } }),
  }));
  await attack(asAdmin, isAnswered);
});

test("what is hardly HTTP", async () => {
  const head = `GET /livez HTTP/1.1\r\nHost: vigie\r\n`;
  const post = `POST /api/auth/token HTTP/1.1\r\nHost: vigie\r\nContent-Type: application/json\r\n`;
  const inputs: Bytes[] = [
    "GET\r\n\r\n",
    "\u0000\u0001\u0002\r\n\r\n",
    "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
    "GET / HTTP/9.9\r\n\r\n",
    "GET /livez HTTP/1.1\r\n\r\n",
    `${head}Content-Length: -1\r\n\r\n`,
    `${head}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`,
    `${post}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    `${post}Transfer-Encoding: chunked\r\n\r\nZZ\r\n\r\n`,
    `${post}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`,
    `${head}X-Long: ${"a".repeat(20_000)}\r\n\r\n`,
    `${head}${Array.from({ length: 3_000 }, (_, i) => `x-${i}: 1\r\n`).join("")}\r\n`,
    `${head}Bad Name: x\r\n\r\n`,
    `${head} folded: x\r\n\r\n`,
    `${head}X: a\u0000b\r\n\r\n`,
    "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n",
    "OPTIONS * HTTP/1.1\r\nHost: vigie\r\nConnection: close\r\n\r\n",
    "GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    "GET //evil.example/ HTTP/1.1\r\nHost: vigie\r\nConnection: close\r\n\r\n",
    `GET /api/stream/?EIO=4&transport=websocket HTTP/1.1\r\nHost: vigie\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nOrigin: https://evil.example\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    `GET /api/stream/?EIO=4&transport=polling&sid=../../x HTTP/1.1\r\nHost: vigie\r\nConnection: close\r\n\r\n`,
  ].map((bytes) => bytes);
  // Closing without a word is an answer, too.
  await attack(
    inputs.map((bytes) => ({ what: JSON.stringify(bytes).slice(0, 80), bytes })),
    ({ status }) => status === 0 || status === 200 || status >= 400,
  );
});

test("bodies without end, and types nobody asked for", async () => {
  const target = "/api/video/session/create";
  const post = (headers: Record<string, string>, body: string | Buffer) =>
    request({ method: "POST", target, headers: { ...bearer, ...headers }, body });
  const types = [
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/xml",
  ];
  types.push("application/json5", "application/json, text/html", "text/json", "application/x-msgpack", "");
  await attack(
    types.map((type) => ({ what: `as ${type}`, bytes: post({ "Content-Type": type }, '{"terrain_id":1}') })),
    ({ status }) => status === 400,
  );
  const compressed = ["gzip", "br", "deflate"].map((coding) => ({
    what: `as ${coding}`,
    bytes: post({ ...json, "Content-Encoding": coding }, Buffer.alloc(500, 0x1f)),
  }));
  await attack(compressed, isRefused);
  const chunk = `4000\r\n${"x".repeat(0x4000)}\r\n`;
  const huge: Bytes[] = [
    post(json, `{"terrain_id":"${"x".repeat(5_000_000)}"}`),
    [
      `POST ${target} HTTP/1.1\r\nHost: vigie\r\nContent-Type: application/json\r\nAuthorization: ${bearer.Authorization}\r\nContent-Length: 99999999999\r\n\r\n`,
      "{".repeat(1_000),
    ],
    [
      `POST ${target} HTTP/1.1\r\nHost: vigie\r\nContent-Type: application/json\r\nAuthorization: ${bearer.Authorization}\r\nTransfer-Encoding: chunked\r\n\r\n`,
      chunk.repeat(400),
    ],
  ];
  // Refused before it was read: what is still on its way may be cut.
  await attack(
    huge.map((bytes, i) => ({ what: `huge ${i}`, bytes })),
    ({ status }) => status === 413 || status === 0,
  );
});
