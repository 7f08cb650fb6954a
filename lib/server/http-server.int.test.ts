import type { IncomingMessage, ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { systemClock } from "@/lib/core/clock";
import { createLogger } from "@/lib/core/logger";
import { createRateLimits, noRateLimits, type RateLimits } from "@/lib/core/rate-limits";
import { closerOf } from "./http-closing";
import { createHttpServer } from "./http-server";

let server: ReturnType<typeof createHttpServer>;
let close: () => Promise<void>;
let isAccepting: boolean;
let limits: RateLimits;
let handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
const port = () => (server.address() as AddressInfo).port;

beforeEach(() => start(0));
async function start(trustProxy: number): Promise<void> {
  isAccepting = true;
  limits = noRateLimits;
  handle = async (req, res) => void res.end(JSON.stringify({ url: req.url, from: req.headers["x-forwarded-for"] }));
  server = createHttpServer({
    trustProxy,
    headers: { isSecure: false, isDevelopment: false, embedOrigins: [] },
    limits: { refuse: (kind, key) => limits.refuse(kind, key) },
    maxConnections: 50,
    slowest: { headersTimeout: 400, requestTimeout: 800, connectionsCheckingInterval: 100 },
    isAccepting: () => isAccepting,
    handle: (req, res) => handle(req, res),
    log: createLogger("test", "silent"),
  });
  close = closerOf(server, systemClock);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
}
afterEach(() => close());

/** Sends bytes as they are: fetch would tidy them up. */
function raw(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(port(), "127.0.0.1", () => socket.write(request));
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("close", () => resolve(answer)).on("error", reject);
  });
}
const get = (target: string, headers = "") =>
  raw(`GET ${target} HTTP/1.1\r\nHost: vigie\r\nConnection: close\r\n${headers}\r\n`);
const bodyOf = (answer: string) => JSON.parse(answer.slice(answer.indexOf("\r\n\r\n") + 4));

test.each([
  ["a malformed escape", "/%E0%A4%A"],
  ["an upward step", "/api/%2e%2e/x"],
  ["a NUL", "/x%00"],
  ["another host", "http://evil.example/"],
  ["an endless address", `/${"a".repeat(9_000)}`],
])("%s is answered 400 in the envelope, and reaches no router", async (_, target) => {
  handle = vi.fn();
  const answer = await get(target);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  const body = bodyOf(answer);
  expect(body).toMatchObject({ success: false, error: { code: "bad_request", message: expect.any(String) } });
  expect(answer).toContain(`X-Request-Id: ${body.error.request_id}`);
  expect(handle).not.toHaveBeenCalled();
});

test.each(["TRACE", "PROPFIND", "LOCK"])("%s reaches no router", async (method) => {
  handle = vi.fn();
  expect(await raw(`${method} / HTTP/1.1\r\nHost: vigie\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
  expect(handle).not.toHaveBeenCalled();
});

test("what is no HTTP, or has headers without end, gets the envelope too", async () => {
  expect(bodyOf(await raw("nonsense\r\n\r\n"))).toMatchObject({ error: { code: "bad_request" } });
  expect(bodyOf(await get("/", `X-Long: ${"a".repeat(20_000)}\r\n`))).toMatchObject({ error: { code: "too_large" } });
});

test("every answer carries the safe headers and a request id; a caller's own id is kept when it is one", async () => {
  const answer = await fetch(`http://127.0.0.1:${port()}/`, { headers: { "x-request-id": "caller-0001" } });
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
    "x-request-id": "caller-0001",
  });
  expect(answer.headers.get("x-powered-by")).toBeNull();
  const other = await fetch(`http://127.0.0.1:${port()}/`, { headers: { "x-request-id": "<script>" } });
  expect(other.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
});

test.each(["/_next/image", "/_next/image?url=%2Ficon.svg&w=64&q=75", "/_next/image/x"])(
  "Next's picture service is not there: %s",
  async (target) => {
    handle = vi.fn();
    expect(await get(target)).toMatch(/^HTTP\/1\.1 404 /);
    expect(handle).not.toHaveBeenCalled();
  },
);

test("a caller cannot choose its address", async () => {
  const answer = await fetch(`http://127.0.0.1:${port()}/`, { headers: { "x-forwarded-for": "6.6.6.6" } });
  expect(await answer.json()).toMatchObject({ from: "127.0.0.1" });
});

test("a handler that throws is answered 500 without its text", async () => {
  handle = async () => {
    throw new Error("postgres://user:secret@db");
  };
  const answer = await fetch(`http://127.0.0.1:${port()}/`);
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain("secret");
});

test("while closing, new requests are told to come back and an endless answer is cut in time", async () => {
  handle = async (_, res) => void res.write("for ever");
  const endless = fetch(`http://127.0.0.1:${port()}/`).then((answer) => answer.text());
  const cut = expect(endless).rejects.toThrow();
  await vi.waitFor(
    () => new Promise((resolve, reject) => server.getConnections((e, n) => (n ? resolve(n) : reject(e)))),
  );
  isAccepting = false;
  expect((await fetch(`http://127.0.0.1:${port()}/`)).status).toBe(503);
  const startMs = performance.now();
  await close();
  expect(performance.now() - startMs).toBeLessThan(5_000);
  await cut;
});

test("connections that ask nothing do not hold up the close, used before or not", async () => {
  const idle = connect(port(), "127.0.0.1");
  await new Promise((resolve) => idle.once("connect", resolve));
  await (await fetch(`http://127.0.0.1:${port()}/`)).text();
  const startMs = performance.now();
  await close();
  expect(performance.now() - startMs).toBeLessThan(500);
  idle.destroy();
});

test("an upgrade to nothing of ours is cut", async () => {
  const upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
  expect(await raw(`GET /elsewhere HTTP/1.1\r\nHost: vigie\r\n${upgrade}`)).toBe("");
  expect(await raw(`GET /api/stream/%2e%2e/ HTTP/1.1\r\nHost: vigie\r\n${upgrade}`)).toBe("");
});

describe("who asks too much", () => {
  const rates = { user: 0, club: 0, device: 0, address: 2, loginsPerMinute: 3 };

  test("is told when to come back, and nothing of theirs reaches the router", async () => {
    limits = createRateLimits(rates, systemClock);
    const ask = () => fetch(`http://127.0.0.1:${port()}/`);
    const statuses = await Promise.all(Array.from({ length: 12 }, async () => (await ask()).status));
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(10);
    handle = vi.fn();
    const answer = await ask();
    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe("1");
    expect(await answer.json()).toMatchObject({ success: false, error: { code: "rate_limited" } });
    expect(handle).not.toHaveBeenCalled();
  });

  test("by logins waits longer, whatever address it claims to have", async () => {
    limits = createRateLimits({ ...rates, address: 0 }, systemClock);
    const logIn = (n: number) =>
      raw(
        `POST /api/auth/token HTTP/1.1\r\nHost: vigie\r\nX-Forwarded-For: 192.0.2.${n}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      );
    for (let i = 0; i < 3; i++) expect(await logIn(i)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await logIn(4)).toMatch(/^HTTP\/1\.1 429 [\s\S]*Retry-After: (19|20)\r\n/);
  });
});

test("behind a proxy everybody has a limit of their own, and none by claiming more addresses", async () => {
  await close();
  await start(1);
  limits = createRateLimits({ user: 0, club: 0, device: 0, address: 1, loginsPerMinute: 0 }, systemClock);
  const ask = async (forwarded: string) =>
    (await fetch(`http://127.0.0.1:${port()}/`, { headers: { "x-forwarded-for": forwarded } })).status;
  for (let i = 0; i < 5; i++) expect(await ask(`6.6.6.${i}, 192.0.2.1`)).toBe(200);
  expect(await ask("6.6.6.7, 192.0.2.1")).toBe(429);
  expect(await ask("192.0.2.2")).toBe(200);
});

describe("who is slow", () => {
  /** Sends a piece now and then, until the connection is closed: milliseconds it lasted, and what was said. */
  async function dribble(pieces: Iterable<string>): Promise<{ tookMs: number; said: string }> {
    const startMs = performance.now();
    const socket = connect(port(), "127.0.0.1");
    let said = "";
    socket.on("data", (chunk) => {
      said += chunk;
    });
    const closed = new Promise<void>((resolve) => socket.on("close", () => resolve()).on("error", () => resolve()));
    const all = [...pieces];
    const timer = setInterval(() => void (socket.writable && socket.write(all.shift() ?? "x")), 50);
    await closed;
    clearInterval(timer);
    return { tookMs: performance.now() - startMs, said };
  }

  test("with headers is cut off", async () => {
    const { tookMs, said } = await dribble(["GET / HTTP/1.1\r\n", "Host: vigie\r\n", "X-A: "]);
    expect(tookMs).toBeLessThan(1_500);
    expect(said).toMatch(/^HTTP\/1\.1 4\d\d /);
  });

  test("with a body is cut off, however long it said it would be", async () => {
    handle = () => new Promise(() => undefined);
    const { tookMs } = await dribble(["POST / HTTP/1.1\r\nHost: vigie\r\nContent-Length: 60000\r\n\r\n"]);
    expect(tookMs).toBeLessThan(2_000);
  });

  test("forty of them leave room for who is not", async () => {
    const slow = Array.from({ length: 40 }, () => dribble(["GET / HTTP/1.1\r\n"]));
    for (let i = 0; i < 5; i++) expect((await fetch(`http://127.0.0.1:${port()}/`)).status).toBe(200);
    await Promise.all(slow);
  });

  test("more connections than there may be are closed at once", async () => {
    const sockets = Array.from({ length: 60 }, () => connect(port(), "127.0.0.1"));
    const ends = sockets.map((socket) => new Promise((resolve) => socket.on("close", resolve).on("error", () => {})));
    await Promise.race(ends);
    for (const socket of sockets) socket.destroy();
    await Promise.all(ends);
    expect((await fetch(`http://127.0.0.1:${port()}/`)).status).toBe(200);
  });
});

test("a hundred headers are read, the rest are not held", async () => {
  let count = 0;
  handle = async (req, res) => {
    count = req.rawHeaders.length / 2;
    res.end("ok");
  };
  const many = Array.from({ length: 400 }, (_, i) => `x-${i}: 1\r\n`).join("");
  expect(await get("/", many)).toMatch(/^HTTP\/1\.1 200 /);
  // Node stops at the end of the handful in which the hundredth stands.
  expect(count).toBeLessThan(140);
});
