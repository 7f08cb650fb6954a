import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createStaticFiles } from "./static-files";

const dist = mkdtempSync(path.join(tmpdir(), "vigie-static-"));
const SCRIPT = "console.log('watch');".repeat(20);
const server = createServer((req, res) => {
  if (!createStaticFiles(dist)(req, res)) res.writeHead(299).end("left to Next");
});
beforeAll(async () => {
  mkdirSync(path.join(dist, "static/chunks"), { recursive: true });
  writeFileSync(path.join(dist, "secret.br"), "no");
  writeFileSync(path.join(dist, "static/chunks/a~b.js"), SCRIPT);
  writeFileSync(path.join(dist, "static/chunks/a~b.js.br"), brotliCompressSync(SCRIPT));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => {
  server.close();
  rmSync(dist, { recursive: true });
});

/** As raw as a browser would: fetch would decode, and tidy the path. */
const ask = (target: string, encoding = "gzip, br", method = "GET") =>
  new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const headers = { "accept-encoding": encoding };
    request({ host: "127.0.0.1", port, path: target, method, headers }, (res) => {
      const parts: Buffer[] = [];
      res.on("data", (part: Buffer) => parts.push(part));
      res.on("end", () => resolve({ status: res.statusCode!, headers: res.headers, body: Buffer.concat(parts) }));
    })
      .on("error", reject)
      .end();
  });

test("a script travels compressed, and may be kept for ever", async () => {
  const { status, headers, body } = await ask("/_next/static/chunks/a~b.js?dpl=1");
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    "content-encoding": "br",
    "content-type": "application/javascript; charset=UTF-8",
    "cache-control": "public, max-age=31536000, immutable",
    vary: "Accept-Encoding",
  });
  expect(brotliDecompressSync(body).toString()).toBe(SCRIPT);
  const head = await ask("/_next/static/chunks/a~b.js", "br", "HEAD");
  expect([head.status, head.headers["content-length"], head.body.length]).toEqual([200, String(body.length), 0]);
});

test.each([
  ["a browser without Brotli", "/_next/static/chunks/a~b.js", "gzip, deflate"],
  ["one that refuses it", "/_next/static/chunks/a~b.js", "gzip, br;q=0"],
  ["a file that is not there", "/_next/static/chunks/c.js", "br"],
  ["a way out of the folder", "/_next/static/../secret", "br"],
  ["a page", "/courts", "br"],
])("%s is left to Next", async (_, target, encoding) => {
  expect((await ask(target, encoding)).status).toBe(299);
});

test("without a build, everything is left to Next", () => {
  const serve = createStaticFiles(path.join(dist, "nowhere"));
  expect(serve({ url: "/_next/static/chunks/a~b.js", method: "GET", headers: {} } as never, {} as never)).toBe(false);
});
