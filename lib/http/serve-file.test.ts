import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readlinkSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ServedFile, serveFile } from "./serve-file";

const BYTES = Buffer.from(Array.from({ length: 1_000_000 }, (_, i) => (i * 7) % 251));
const ETAG = createHash("sha256").update(BYTES).digest("hex");
let folder: string;
let file: ServedFile;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "vigie-serve-"));
  const name = path.join(folder, "match.mp4");
  writeFileSync(name, BYTES);
  file = { path: name, contentType: "video/mp4", etag: ETAG, filename: "match.mp4", inline: false };
});
afterEach(() => rmSync(folder, { recursive: true }));

const ask = (headers: Record<string, string> = {}, method = "GET", change: Partial<ServedFile> = {}) =>
  serveFile(new Request("http://vigie/file", { method, headers }), { ...file, ...change });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
/** Whether this process holds the file open. */
const isOpen = () => readdirSync("/proc/self/fd").some((fd) => targetOf(fd) === file.path);
const targetOf = (fd: string) => {
  const link = `/proc/self/fd/${fd}`;
  return existsSync(link) ? readlinkSync(link) : null;
};

test("sends the whole file, with all that a client needs to come back for a part", async () => {
  const response = await ask();
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "accept-ranges": "bytes",
    "content-length": "1000000",
    "content-type": "video/mp4",
    etag: `"${ETAG}"`,
    "content-disposition": `attachment; filename="match.mp4"; filename*=UTF-8''match.mp4`,
  });
  expect((await bytesOf(response)).equals(BYTES)).toBe(true);
  expect(isOpen()).toBe(false);
});

test("HEAD says the same and sends nothing, whatever range is asked", async () => {
  const response = await ask({ range: "bytes=0-1" }, "HEAD");
  expect([response.status, response.headers.get("content-length"), response.body]).toEqual([200, "1000000", null]);
  expect(isOpen()).toBe(false);
});

test.each([
  ["bytes=0-0", 0, 0],
  ["bytes=10-19", 10, 19],
  ["bytes=999990-", 999_990, 999_999],
  ["bytes=-5", 999_995, 999_999],
  ["bytes=999999-9999999", 999_999, 999_999],
  ["bytes=-9999999", 0, 999_999],
])("%s", async (range, start, end) => {
  const response = await ask({ range });
  expect(response.status).toBe(206);
  expect(response.headers.get("content-range")).toBe(`bytes ${start}-${end}/1000000`);
  expect(response.headers.get("content-length")).toBe(String(end - start + 1));
  expect((await bytesOf(response)).equals(BYTES.subarray(start, end + 1))).toBe(true);
});

test.each(["bytes=1000000-", "bytes=-0"])("%s cannot be satisfied", async (range) => {
  const response = await ask({ range });
  expect([response.status, response.headers.get("content-range")]).toEqual([416, "bytes */1000000"]);
  expect(isOpen()).toBe(false);
});

test.each(["bytes=0-1,5-6", "bytes=5-1", "lines=1-2", "bytes=a-b"])("%s is answered with everything", async (range) => {
  const response = await ask({ range });
  expect(response.status).toBe(200);
  await response.body?.cancel();
});

test("any range of any reader is exactly that part", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(999_999), fc.nat(999_999), async (a, b) => {
      const [start, end] = [Math.min(a, b), Math.max(a, b)];
      const part = await bytesOf(await ask({ range: `bytes=${start}-${end}` }));
      expect(part.equals(BYTES.subarray(start, end + 1))).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test("what did not change is not sent again", async () => {
  for (const tag of [`"${ETAG}"`, `W/"${ETAG}"`, `"other", "${ETAG}"`, "*"]) {
    const response = await ask({ "if-none-match": tag });
    expect([response.status, response.headers.get("etag"), response.body]).toEqual([304, `"${ETAG}"`, null]);
  }
  const changed = await ask({ "if-none-match": `"other"` });
  expect(changed.status).toBe(200);
  await changed.body?.cancel();
  expect(isOpen()).toBe(false);
});

test("a part is only sent to who has a part of these bytes", async () => {
  expect((await ask({ range: "bytes=0-9", "if-range": `"${ETAG}"` })).status).toBe(206);
  expect((await ask({ range: "bytes=0-9", "if-range": `"other"` })).status).toBe(200);
  expect((await ask({ range: "bytes=0-9", "if-range": "Wed, 21 Oct 2026 07:28:00 GMT" })).status).toBe(200);
});

test("bytes that are about to change have no tag and no conditions", async () => {
  const response = await ask({ "if-none-match": "*" }, "GET", { etag: null });
  expect([response.status, response.headers.get("etag")]).toEqual([200, null]);
  await response.body?.cancel();
});

test("reads no faster than it is taken, and closes the file when the client leaves", async () => {
  const leaving = new AbortController();
  const request = new Request("http://vigie/file", { signal: leaving.signal });
  const reader = (await serveFile(request, file)).body!.getReader();
  const first = await reader.read();
  expect(first.value?.byteLength).toBe(256 * 1024);
  expect(isOpen()).toBe(true);
  leaving.abort();
  await expect.poll(isOpen).toBe(false);
  const cancelled = await ask();
  await cancelled.body!.cancel();
  expect(isOpen()).toBe(false);
});

test("a file that becomes shorter breaks off instead of ending", async () => {
  const response = await ask();
  const reader = response.body!.getReader();
  await reader.read();
  truncateSync(file.path, 300_000);
  const rest = (async () => {
    while (!(await reader.read()).done);
  })();
  await expect(rest).rejects.toThrow("shorter");
  expect(isOpen()).toBe(false);
});

test("a file that vanished, and a folder, are not found; an empty one is empty", async () => {
  await expect(ask({}, "GET", { path: `${file.path}.gone` })).rejects.toMatchObject({ code: "not_found" });
  await expect(ask({}, "GET", { path: folder })).rejects.toMatchObject({ code: "not_found" });
  writeFileSync(file.path, "");
  const response = await ask();
  expect([response.status, response.headers.get("content-length")]).toEqual([200, "0"]);
});

test("a name with accents, quotes or a line break is written as RFC 6266 wants", async () => {
  const response = await ask({}, "HEAD", { filename: 'été "1"\r\n*.mp4', inline: true });
  expect(response.headers.get("content-disposition")).toBe(
    `inline; filename="ete _1___*.mp4"; filename*=UTF-8''%C3%A9t%C3%A9%20%221%22%0D%0A%2A.mp4`,
  );
});
