import { expect, test } from "vitest";
import { type DeviceConfig, Sensors as SensorsSchema } from "@/lib/contracts/device-config";
import { AppError } from "@/lib/core/errors";
import { SteppedClock } from "@/lib/core/stepped-clock";
import { createSimulatedGpio } from "@/lib/gpio/simulated-gpio";
import type { ClipRequest } from "../clips/clips";
import { sqliteClipStore } from "../clips/store";
import { cameraConfig, FakeEvents, memoryDatabase, silentLog } from "../fakes.fixture";
import type { FileConfig } from "./config-file";
import { sqliteConfigStore } from "./config-store";
import { createSensors } from "./sensors";
import { createTriggers } from "./triggers";

/** A device that serves cameras 1 and 2; its lines are moved by the test. */
function setUp({
  file = null,
  db = memoryDatabase(),
}: {
  file?: FileConfig | null;
  db?: ReturnType<typeof memoryDatabase>;
} = {}) {
  const [clock, gpio, events, clips] = [
    new SteppedClock(),
    createSimulatedGpio(),
    new FakeEvents(),
    sqliteClipStore(db),
  ];
  const captured: ClipRequest[] = [];
  const shown: string[] = [];
  const triggers = createTriggers({
    ...{ events, clips, clock, log: silentLog },
    cameras: {
      get(id) {
        if (id > 2) throw new AppError("not_found", "no such camera");
        return { config: cameraConfig(id, { club_id: 3 }) } as never;
      },
    },
    atOnce: (work) => db.transaction(work)(),
    capture: (request) => void captured.push(request),
    showNow: (id) => void shown.push(id),
  });
  const store = sqliteConfigStore(db);
  const sensors = createSensors({ gpio, store, file, triggers, clock, log: silentLog, onChange: () => {} });
  async function press(pin: number, ms = 100): Promise<void> {
    gpio.set(pin, true);
    await clock.advance(ms);
    gpio.set(pin, false);
    await clock.advance(200);
  }
  const set = async (...all: object[]) => {
    sensors.set({ version: "1", sensors: SensorsSchema.parse(all) });
    await clock.advance(1);
  };
  sensors.start();
  return { clock, gpio, events, clips, captured, shown, sensors, press, set, db };
}

const mat = (change: object = {}) => ({ name: "mat", kind: "button", pin: 17, cameras: [1], ...change });

test("a press is an event with the clips it promises; soon after it belongs to them, and too soon it is nothing", async () => {
  const { events, clips, captured, shown, press, set, sensors, clock } = setUp();
  await set(mat({ cameras: [1, 2] }));
  await press(17);
  await press(17);
  await clock.advance(1_000);
  await press(17);
  expect(events.types()).toEqual(["button.pressed", "button.pressed"]);
  const [first, second] = events.seen;
  const promised = captured.map(({ camera_id, clip_id }) => ({ camera: camera_id, file_id: clip_id }));
  expect(first).toMatchObject({ topic: "button", cameraId: 1, data: { sensor: "mat", pin: 17, clips: promised } });
  expect(second?.data).toMatchObject({ merged_into: first?.id, clips: promised });
  expect(captured).toMatchObject([
    { camera_id: 1, club_id: 3, event_id: first?.id, before_s: 5, after_s: 10 },
    { camera_id: 2, name: `${first?.id}_2` },
  ]);
  expect(clips.unfinished().map(({ eventId }) => eventId)).toEqual([first?.id, first?.id]);
  expect(shown).toEqual([first?.id, first?.id]);
  expect(sensors.reports()).toMatchObject([
    { name: "mat", state: "ok", last_triggered_at: "2026-01-01T00:00:01.601Z" },
  ]);
  await clock.advance(10_000);
  await press(17);
  expect(captured).toHaveLength(4);
});

test("a bounce or a glitch is no press, and a camera that is elsewhere is said", async () => {
  const { events, press, set } = setUp();
  await set(mat({ cameras: [9] }));
  await press(17, 20);
  expect(events.seen).toEqual([]);
  await press(17);
  expect(events.types()).toEqual(["button.pressed", "video.lost"]);
  expect(events.seen[1]?.data).toMatchObject({ trigger: events.seen[0]?.id, camera: 9, cause: "not_found" });
});

test("a wrong pin and a driver that dies are states of their sensor alone, and pass", async () => {
  const { gpio, set, sensors, press, events, clock } = setUp();
  await set(mat(), mat({ name: "far", pin: 60 }), mat({ name: "door", pin: 22 }));
  const states = () => sensors.reports().map(({ name, state, error }) => [name, state, error]);
  expect(states()).toEqual([
    ["mat", "ok", null],
    ["far", "error", expect.stringContaining("no GPIO pin 60")],
    ["door", "ok", null],
  ]);
  gpio.fail(17, "the chip is gone");
  await clock.advance(1);
  expect(states()[0]).toEqual(["mat", "error", expect.stringContaining("the chip is gone")]);
  await press(22);
  expect(events.types()).toEqual(["button.pressed"]);
  await clock.advance(2_000);
  expect(states()[0]).toEqual(["mat", "ok", null]);
  await sensors.stop();
  expect(sensors.reports()).toEqual([]);
});

test("an event that cannot be kept is seen: the sensor says so, and whoever pressed it by hand", async () => {
  const { set, sensors, events, press } = setUp();
  await set(mat());
  const keep = events.keep.bind(events);
  events.keep = () => {
    throw new Error("disk I/O error");
  };
  await press(17);
  expect(sensors.reports()).toMatchObject([{ state: "error", error: expect.stringContaining("database") }]);
  expect(() => sensors.simulate("mat")).toThrow("disk I/O error");
  events.keep = keep;
  expect(sensors.simulate("mat", 3)).toHaveLength(3);
  expect(sensors.reports()).toMatchObject([{ state: "ok" }]);
  expect(() => sensors.simulate("none")).toThrow("no sensor called none");
});

test("what web said outlives a restart; a file on the device wins, and what is wrong in it is said", async () => {
  const { set, db } = setUp();
  await set(mat());
  const again = setUp({ db });
  await again.clock.advance(1);
  expect(again.sensors.config()).toEqual({ version: "1", source: "web", error: null });
  expect(again.sensors.reports()).toHaveLength(1);
  const sensors = SensorsSchema.parse([mat({ name: "door" })]);
  const withFile = setUp({ db, file: { config: { version: "file:1", sensors }, error: null } });
  await withFile.clock.advance(1);
  expect(withFile.sensors.reports().map(({ name }) => name)).toEqual(["door"]);
  expect(() => withFile.sensors.set({ version: "2", sensors: [] } satisfies DeviceConfig)).toThrow(
    /file on this device/,
  );
  const broken = setUp({ db, file: { config: null, error: "it is no JSON" } });
  expect(broken.sensors.config()).toEqual({ version: null, source: "file", error: "it is no JSON" });
});
