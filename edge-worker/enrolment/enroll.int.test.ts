import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { EdgeEnv, readEnrolmentPlace, withEnvFile } from "@/lib/config/edge";
import type { Enrollment } from "@/lib/contracts/devices";
import { readWebAddress } from "./ask-web";
import { enroll } from "./enroll";

const ENROLLED: Enrollment = {
  ...{ device_id: "pi-mat", name: "Mat", token: "vigied_0123456789abcdef", mqtt_url: "mqtts://vigie.test:8883" },
  ...{ mqtt_username: "pi-mat", mqtt_ca: "-----BEGIN CERTIFICATE-----", web_url: "https://vigie.test" },
};
let dir: string;
let file: string;
let server: Server;
let url: string;
let asked: string[];
let answer: { status: number; body: unknown; location?: string };
beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), "vigie-enrol-"));
  file = path.join(dir, "a folder", "edge.env");
  asked = [];
  answer = { status: 200, body: { success: true, ...ENROLLED } };
  server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    asked.push(`${req.method} ${req.url} ${Buffer.concat(chunks)}`);
    res.writeHead(answer.status, {
      "content-type": "application/json",
      ...(answer.location && { location: answer.location }),
    });
    res.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.close();
  rmSync(dir, { recursive: true, force: true });
});
const run = (options: { isForced?: boolean; environment?: Record<string, string>; url?: string } = {}) => {
  const { isForced = false, environment = {} } = options;
  const place = readEnrolmentPlace({ EDGE_ENV_FILE: file, ...environment });
  return enroll({ url: options.url ?? url, code: "ABCDE23456", place, isForced });
};

test("writes all that the edge-worker needs, for its eyes only", async () => {
  const lines = await run();
  expect(lines.join("\n")).toContain("pi-mat (Mat)");
  expect(lines.join("\n")).not.toContain(ENROLLED.token);
  expect(asked).toEqual(['POST /api/devices/enroll {"code":"ABCDE23456"}']);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const config = EdgeEnv.parse(withEnvFile({ EDGE_ENV_FILE: file }));
  expect(config).toMatchObject({
    ...{
      DEVICE_ID: "pi-mat",
      DEVICE_TOKEN: ENROLLED.token,
      MQTT_URL: ENROLLED.mqtt_url,
      EDGE_WEB_URL: ENROLLED.web_url,
    },
    ...{ MEDIA_DIR: path.join(dir, "a folder/.edge/media"), MQTT_CA_FILE: `${file}.ca.pem` },
  });
  expect(readFileSync(`${file}.ca.pem`, "utf8")).toBe(ENROLLED.mqtt_ca);
});

test("never takes the place of another enrolment unasked; asked to, it keeps the database's key and what is not its own", async () => {
  await run();
  writeFileSync(file, `${readFileSync(file, "utf8")}MAX_CONCURRENT_RECORDINGS=2\n`);
  const before = withEnvFile({ EDGE_ENV_FILE: file });
  await expect(run()).rejects.toThrow(/enrolled as pi-mat already.*--force/);
  expect(asked).toHaveLength(1);
  answer.body = { success: true, ...ENROLLED, device_id: "pi-other", token: "vigied_another_token_1" };
  await run({ isForced: true });
  const after = withEnvFile({ EDGE_ENV_FILE: file });
  expect(after).toMatchObject({
    DEVICE_ID: "pi-other",
    MAX_CONCURRENT_RECORDINGS: "2",
    EDGE_DB_KEY: before.EDGE_DB_KEY,
  });
  expect(readFileSync(file, "utf8").match(/^DEVICE_TOKEN=/gm)).toHaveLength(1);
});

test("what would make it worthless is told before the code is used", async () => {
  await expect(run({ environment: { DEVICE_TOKEN: "x" } })).rejects.toThrow("environment names a DEVICE_TOKEN");
  writeFileSync(path.join(dir, "a file"), "");
  file = path.join(dir, "a file", "edge.env");
  await expect(run()).rejects.toThrow("cannot be written");
  expect(asked).toEqual([]);
});

test("each refusal in web's own words; nothing is written", async () => {
  answer = { status: 409, body: { success: false, error: { code: "conflict", message: "Too old.", request_id: "r" } } };
  await expect(run()).rejects.toThrow(/^Too old\.$/);
  answer = { status: 200, body: { hello: "I am another program" } };
  await expect(run()).rejects.toThrow("is not Vigie");
  answer = { status: 307, body: {}, location: "http://192.0.2.1/" };
  await expect(run()).rejects.toThrow("cannot be reached");
  await expect(run({ url: "http://127.0.0.1:9" })).rejects.toThrow("cannot be reached");
  expect(existsSync(file)).toBe(false);
});

test("a token travels in clear within a private network at most", async () => {
  for (const fine of ["http://192.168.1.9:3000/x", "http://10.1.2.3", "http://[fd00::1]:3000", "https://vigie.example"])
    expect(await readWebAddress(fine)).toBe(new URL(fine).origin);
  for (const open of ["http://203.0.113.7", "http://[2001:db8::1]"])
    await expect(readWebAddress(open)).rejects.toThrow("neither encrypted nor in a private network");
  for (const none of ["vigie.example", "ftp://10.0.0.1", "https://user:word@vigie.example"])
    await expect(readWebAddress(none)).rejects.toThrow("is not an address");
});
