import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { busOf, connectedBus, PASSWORDS } from "./broker.fixture";
import { type CuttableLink, cuttableLink } from "./cuttable-link.fixture";
import { type Mosquitto, startMosquitto } from "./mosquitto.fixture";

let dir: string;
let broker: Mosquitto;
let link: CuttableLink;
let ca: string;
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), "vigie-tls-"));
  const [keyFile, certFile] = [path.join(dir, "key.pem"), path.join(dir, "cert.pem")];
  const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
  const files = ["-keyout", keyFile, "-out", certFile];
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", ...subject, ...files], {
    stdio: "ignore",
  });
  ca = readFileSync(certFile, "utf8");
  broker = await startMosquitto({ accounts: PASSWORDS, tls: { certFile, keyFile } });
  link = await cuttableLink(broker.port);
});
afterAll(async () => {
  await link?.stop();
  await broker?.stop();
  rmSync(dir, { recursive: true, force: true });
});

test("mqtts: connects to a broker whose certificate is trusted", async () => {
  const bus = await connectedBus(busOf(broker.port, "web", { url: broker.url, ca }));
  await bus.publish("sensors/x", "sealed");
  await bus.stop();
});

test("mqtts: never speaks to a broker whose certificate nobody vouches for", async () => {
  const bus = busOf(link.port, "web", { url: `mqtts://127.0.0.1:${link.port}` });
  await bus.start();
  await expect.poll(() => link.connections, { timeout: 10_000 }).toBeGreaterThanOrEqual(2);
  expect(bus.connected).toBe(false);
  await bus.stop();
});
