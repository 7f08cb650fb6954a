import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { serveLocated } from "./serve-located";

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** An edge-worker beside us that answers every request like this. */
async function beside(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/files/x`;
}
const get = (url: string, init?: RequestInit) =>
  serveLocated(
    new Request("http://vigie/download", init),
    { url, contentType: "video/mp4", filename: "sess_1_1772388000000.mp4", etag: null, otherwise: null },
    { inline: true },
  );

test("passes a range on and its answer back, under our own name and type", async () => {
  const asked: unknown[] = [];
  const url = await beside((request, response) => {
    asked.push([request.method, request.headers.range, request.headers.authorization]);
    response.writeHead(206, {
      "content-range": "bytes 2-4/10",
      "content-type": "text/html",
      etag: '"e"',
      "set-cookie": "a=b",
    });
    response.end("cde");
  });
  const response = await get(url, { headers: { range: "bytes=2-4", authorization: "Bearer mine" } });
  expect([response.status, await response.text()]).toEqual([206, "cde"]);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "video/mp4",
    "content-range": "bytes 2-4/10",
    "content-disposition": expect.stringContaining("inline; filename="),
    etag: '"e"',
  });
  expect(response.headers.get("set-cookie")).toBeNull();
  expect(asked).toEqual([["GET", "bytes=2-4", undefined]]);
});

test("HEAD brings the size and no bytes", async () => {
  const url = await beside((_, response) => response.writeHead(200, { "content-length": "77" }).end());
  const response = await get(url, { method: "HEAD" });
  expect([response.status, response.headers.get("content-length"), await response.text()]).toEqual([200, "77", ""]);
});

test.each([
  [
    "has no such file",
    (_: unknown, response: { writeHead(code: number): { end(): void } }) => response.writeHead(404).end(),
  ],
  [
    "sends us elsewhere",
    (_: unknown, response: { writeHead(code: number, headers: object): { end(): void } }) =>
      response.writeHead(302, { location: "http://127.0.0.1:1/" }).end(),
  ],
  ["hangs up", (request: { socket: { destroy(): void } }) => request.socket.destroy()],
] as const)("an edge-worker that %s leaves the file unavailable", async (_, listener) => {
  const url = await beside(listener as RequestListener);
  await expect(get(url)).rejects.toMatchObject({ code: "unavailable" });
});

test("a viewer that leaves ends the connection to the edge-worker", async () => {
  let isGone = false;
  const url = await beside((request, response) => {
    request.socket.once("close", () => {
      isGone = true;
    });
    response.writeHead(200);
    response.write("first");
  });
  const response = await get(url);
  await response.body?.cancel();
  await expect.poll(() => isGone).toBe(true);
});
