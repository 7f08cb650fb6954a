import { expect, test } from "vitest";
import { DeviceStatus } from "@/lib/contracts/mqtt";
import { SteppedClock } from "@/lib/core/stepped-clock";
import { memoryBroker } from "@/lib/mqtt/memory-bus";
import { silentLog } from "./fakes.fixture";
import { createStatusTeller, offlineStatus } from "./status";

async function setUp() {
  const clock = new SteppedClock();
  const broker = memoryBroker(silentLog);
  const bus = broker.bus({ will: { topic: "system/pi-1/status", payload: offlineStatus(clock), retain: true } });
  const heard: string[] = [];
  const web = broker.bus();
  web.subscribe(
    "system/+/status",
    ({ payload }) => void heard.push(DeviceStatus.parse(JSON.parse(`${payload}`)).status),
  );
  await web.start();
  const read = async () => DeviceStatus.parse({ status: "online", at: clock.now().toISOString() });
  const teller = createStatusTeller({ bus, deviceId: "pi-1", clock, log: silentLog, read });
  teller.start();
  return { clock, bus, teller, heard };
}

test("tells at connect, every ten seconds, and once for changes that come together", async () => {
  const { clock, bus, teller, heard } = await setUp();
  await bus.start();
  await clock.advance(9_000);
  expect(heard).toEqual(["online"]);
  await clock.advance(1_000);
  expect(heard).toHaveLength(2);
  teller.changed();
  teller.changed();
  await clock.advance(249);
  expect(heard).toHaveLength(2);
  await clock.advance(10);
  expect(heard).toHaveLength(3);
});

test("says goodbye, and nothing after it", async () => {
  const { clock, bus, teller, heard } = await setUp();
  await bus.start();
  await clock.advance(1);
  teller.changed();
  await teller.stop();
  await clock.advance(60_000);
  expect(heard).toEqual(["online", "offline"]);
});

test("a cut connection is told by the broker, its return by the device", async () => {
  const { clock, bus, heard } = await setUp();
  await bus.start();
  await clock.advance(1);
  bus.cut();
  await clock.advance(20_000);
  bus.restore();
  await clock.advance(1);
  expect(heard).toEqual(["online", "offline", "online"]);
});
