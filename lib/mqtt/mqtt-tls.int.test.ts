import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLinks } from "@/edge-worker/links";
import type { EdgeConfig } from "@/lib/config/edge";
import { systemClock } from "@/lib/core/clock";
import { readAuthority } from "./authority";
import { busOf, connectedBus, PASSWORDS, silentLog } from "./broker.fixture";
import { type CuttableLink, cuttableLink } from "./cuttable-link.fixture";
import { type Mosquitto, startMosquitto } from "./mosquitto.fixture";
import { fixedPassword } from "./mqtt-bus";

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

test("mqtts: an authority of one's own vouches alone, and only for the name that was dialled", async () => {
  const other = path.join(dir, "other.pem");
  const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=another"];
  execFileSync("openssl", [...request, "-keyout", path.join(dir, "other.key"), "-out", other], { stdio: "ignore" });
  const wrongAuthority = { url: `mqtts://127.0.0.1:${link.port}`, ca: readAuthority(other) };
  // The certificate names 127.0.0.1, and nobody else.
  const wrongName = { url: `mqtts://localhost:${link.port}`, ca };
  for (const wrong of [wrongAuthority, wrongName]) {
    const before = link.connections;
    const bus = busOf(link.port, "web", wrong);
    await bus.start();
    await expect.poll(() => link.connections, { timeout: 10_000 }).toBeGreaterThanOrEqual(before + 2);
    expect(bus.connected).toBe(false);
    await bus.stop();
  }
});

test("a device reads its authority from MQTT_CA_FILE", async () => {
  const config = { DEVICE_ID: "pi-a", MQTT_URL: broker.url, MQTT_CA_FILE: path.join(dir, "cert.pem") } as EdgeConfig;
  const { bus, previewBus } = createLinks(config, fixedPassword(PASSWORDS["pi-a"]), systemClock, silentLog);
  await Promise.all([connectedBus(bus), connectedBus(previewBus)]);
  await Promise.all([bus.stop(), previewBus.stop()]);
});

test("a file that holds no certificate is named, instead of a connection that never comes", () => {
  expect(() => readAuthority(path.join(dir, "key.pem"))).toThrow(/MQTT_CA_FILE: .*key.pem is no readable certificate/);
  expect(() => readAuthority(path.join(dir, "none.pem"))).toThrow("none.pem");
});
