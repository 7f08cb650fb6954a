import type { ChildProcess } from "node:child_process";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "@/lib/core/clock";
import { BROKERS, busOf, connectedBus, PASSWORDS, silentLog, type TestBroker } from "./broker.fixture";
import type { Bus } from "./bus";
import { type BusDeviceLink, createDeviceLink } from "./bus-device-link";
import { type CuttableLink, cuttableLink } from "./cuttable-link.fixture";
import { endDeviceProcess, startDeviceProcess } from "./device-process.fixture";

const NOTICED_MS = 5_000;

describe.each(BROKERS)("presence of a device process on %s", (_, startBroker) => {
  let broker: TestBroker;
  let wire: CuttableLink;
  let web: Bus;
  let link: BusDeviceLink;
  let device: ChildProcess;
  beforeAll(async () => {
    broker = await startBroker();
    wire = await cuttableLink(broker.port);
    web = await connectedBus(busOf(broker.port, "web"));
    link = createDeviceLink({ bus: web, clock: systemClock, log: silentLog });
    await link.start();
  });
  afterEach(async () => {
    wire.restore();
    if (device) await endDeviceProcess(device);
  });
  afterAll(async () => {
    await link?.stop();
    await web?.stop();
    await wire?.stop();
    await broker?.stop();
  });

  const online = () => link.presence("pi-a").online;
  const startOnline = async () => {
    device = startDeviceProcess(wire.port, "pi-a", PASSWORDS["pi-a"]);
    await expect.poll(online, { timeout: 15_000 }).toBe(true);
    await expect(link.command("pi-a", "session.close", { session_id: "sess_1_1700000000000" })).resolves.toEqual({});
  };
  const noticedAfterMs = async (expected: boolean, timeout: number) => {
    const fromMs = performance.now();
    await expect.poll(online, { timeout, interval: 20 }).toBe(expected);
    return performance.now() - fromMs;
  };

  test("killed: offline within five seconds", async () => {
    await startOnline();
    device.kill("SIGKILL");
    expect(await noticedAfterMs(false, 10_000)).toBeLessThan(NOTICED_MS);
    await expect(link.command("pi-a", "state.get", {})).rejects.toMatchObject({ code: "unavailable" });
  });

  test("frozen: offline within five seconds, and online again when it goes on", async () => {
    await startOnline();
    device.kill("SIGSTOP");
    expect(await noticedAfterMs(false, 10_000)).toBeLessThan(NOTICED_MS);
    device.kill("SIGCONT");
    await noticedAfterMs(true, 15_000);
  });

  test("its network frozen: offline within five seconds, and online again when it is back", async () => {
    await startOnline();
    wire.freeze();
    expect(await noticedAfterMs(false, 10_000)).toBeLessThan(NOTICED_MS);
    wire.restore();
    await noticedAfterMs(true, 20_000);
  });

  test("stays online while nothing happens to it", async () => {
    await startOnline();
    let flips = 0;
    const stop = link.onPresence(() => flips++);
    await systemClock.sleep(6_000);
    stop();
    expect(flips).toBe(0);
  });
});
