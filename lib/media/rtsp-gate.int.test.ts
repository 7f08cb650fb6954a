import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { afterAll, expect, test } from "vitest";
import { parseCameraUrl } from "@/lib/core/camera-url";
import { systemClock } from "@/lib/core/clock";
import { startRtspServer } from "@/test/fixtures/rtsp-server";
import { makeFolder, policy, silent } from "./media.fixture";
import { openRtspGate } from "./rtsp-gate";
import { testCamera } from "./test-camera";

const cleanUps: (() => unknown)[] = [];
afterAll(async () => {
  await Promise.all(cleanUps.map((cleanUp) => cleanUp()));
});
async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  cleanUps.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

test.concurrent("a camera behind TLS with a certificate of its own and a digest password shows its picture", async () => {
  const { file, remove } = makeFolder();
  cleanUps.push(remove);
  const [key, cert] = [file("key.pem"), file("cert.pem")];
  const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=camera"];
  execFileSync("openssl", [...request, "-keyout", key, "-out", cert], { stdio: "ignore" });
  const camera = await startRtspServer({ user: "admin", password: "p@ss w", auth: "digest", width: 640, height: 360 });
  cleanUps.push(() => camera.stop());
  const front = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, (socket) => {
    const inner = connect(camera.port, "127.0.0.1");
    for (const end of [socket, inner]) end.on("error", () => {});
    socket.pipe(inner).pipe(socket);
    socket.on("close", () => inner.destroy());
  });
  const port = await listen(front);
  const url = `rtsps://admin:${encodeURIComponent("p@ss w")}@127.0.0.1:${port}/live`;
  const look = (address: string) =>
    testCamera({ source: "rtsp", url: address, ffmpegPath: "ffmpeg", policy, clock: systemClock, log: silent });
  const [seen, refused] = await Promise.all([look(url), look(url.replace("p%40ss", "wrong"))]);
  expect(seen).toMatchObject({ ok: true, codec: "h264", width: 640, height: 360 });
  expect(refused).toMatchObject({ ok: false, cause: "wrong_login" });
});

test.concurrent("the gate takes one reader, and is gone when it is closed or told to stop", async () => {
  const camera = createServer((socket) => socket.on("error", () => {}).pipe(socket));
  const endpoint = parseCameraUrl(`rtsp://127.0.0.1:${await listen(camera)}/x`);
  const stop = new AbortController();
  const gate = await openRtspGate(endpoint, ["127.0.0.1"], stop.signal);
  const first = connect(gate.port, "127.0.0.1");
  first.write("OPTIONS");
  expect(String((await once(first, "data"))[0])).toBe("OPTIONS");
  const second = connect(gate.port, "127.0.0.1");
  expect(await once(second, "error")).toMatchObject([{ code: "ECONNREFUSED" }]);
  stop.abort();
  await once(first.resume(), "close");
  expect(gate.problem()).toBeNull();
});

test.concurrent("an address that does not answer makes room for the next; when none does, the cause is said", async () => {
  const camera = createServer((socket) => void socket.on("error", () => {}));
  const port = await listen(camera);
  const endpoint = { ...parseCameraUrl("rtsp://camera.test/x"), port };
  const { signal } = new AbortController();
  const gate = await openRtspGate(endpoint, ["127.0.0.9", "127.0.0.1"], signal);
  gate.close();
  await expect(openRtspGate(endpoint, ["127.0.0.9"], signal)).rejects.toMatchObject({ reason: "refused" });
});
