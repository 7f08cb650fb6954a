import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { assertPortsFree, freePort, freePorts, readPorts } from "./ports";

test("without a word the usual ports, else those that were asked for", () => {
  expect(readPorts({})).toEqual({ PORT: 3000, PROXY_BASE_PORT: 8080, MQTT_PORT: 1883, PG_PORT: 54330 });
  expect(readPorts({ PORT: "3100", MQTT_PORT: "" })).toMatchObject({ PORT: 3100, MQTT_PORT: 1883 });
});

test.each([
  [{ PG_PORT: "many" }, "PG_PORT must be a port"],
  [{ MQTT_PORT: "70000" }, "MQTT_PORT must be a port"],
  [{ PORT: "8080" }, "PROXY_BASE_PORT is 8080"],
])("%j is refused by name", (env, sentence) => {
  expect(() => readPorts(env)).toThrow(sentence);
});

test("a port in use is named with the variable that moves it", async () => {
  const ports = await freePorts();
  await assertPortsFree(ports);
  const server = createServer().listen(ports.MQTT_PORT, "127.0.0.1");
  await once(server, "listening");
  await expect(assertPortsFree(ports)).rejects.toThrow(
    `Port ${ports.MQTT_PORT} is in use by another program: stop it, or move ours with MQTT_PORT=`,
  );
  server.close();
});

test("a port that somebody will listen on is not given away", async () => {
  // Not every other one: Linux gives away odd ones alone.
  const isPromised = (port: number) => port % 4 < 2;
  const promised = Array.from({ length: 65_536 }, (_, port) => port).filter(isPromised);
  for (let n = 0; n < 20; n++) expect(isPromised(await freePort(promised))).toBe(false);
});
