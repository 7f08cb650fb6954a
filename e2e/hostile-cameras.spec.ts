import { createServer, type Server } from "node:net";
import { expect, test } from "@playwright/test";
import { openAttack } from "./hostile/attack";
import { CAMERA_URLS } from "./hostile/corpus";
import { request } from "./hostile/wire";

test("addresses no camera may have: refused, and nobody is called", async () => {
  const against = await openAttack();
  const called: string[] = [];
  const listeners = await listen(["127.0.0.2", "::1"], (address) => called.push(address));
  const { port } = listeners[0]!.address() as { port: number };
  const inputs = CAMERA_URLS.flatMap((pattern) => {
    const cameraUrl = pattern.replace("{port}", String(port));
    // On a machine that allows test sources an absolute path is a file's.
    const sources = cameraUrl.startsWith("/") ? ["rtsp", "mjpeg"] : ["rtsp", "mjpeg", "ts", "file"];
    return sources.flatMap((source) => [
      { target: "/api/cameras/test", body: { source, url: cameraUrl, device_id: "hub" } },
      { target: "/api/cameras", body: { source, url: cameraUrl, device_id: "hub", name: "Hostile" } },
    ]);
  }).map(({ target, body }) => ({
    what: `${target} ${body.source} ${body.url}`,
    bytes: request({
      method: "POST",
      target,
      headers: { ...against.bearer, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }),
  }));
  await against.attack(inputs, ({ status }) => status === 422);
  expect(called).toEqual([]);
  await against.expectAlive();
  for (const listener of listeners) listener.close();
});

async function listen(hosts: string[], onCall: (address: string) => void): Promise<Server[]> {
  const servers: Server[] = [];
  let port = 0;
  for (const host of hosts) {
    const server = createServer((socket) => {
      onCall(host);
      socket.destroy();
    });
    await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve));
    port = (server.address() as { port: number }).port;
    servers.push(server);
  }
  return servers;
}
