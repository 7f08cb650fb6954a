import { z } from "zod";
import { CameraId, Timestamp } from "./common";

/** What is wired to a pin: a contact somebody steps on or presses, or a detector that sees somebody move. */
export const SensorKind = z.enum(["button", "motion"]);
export type SensorKind = z.infer<typeof SensorKind>;

/** The type of the event that each kind makes, also the end of its topic. */
export const SENSOR_EVENTS = { button: "button.pressed", motion: "photo.motion" } as const satisfies Record<
  SensorKind,
  string
>;

export const SensorName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,31}$/, "must be 1 to 32 of a-z, 0-9, _ and -, beginning with a letter or digit");

/** One sensor. Times in milliseconds; `pin` as the processor numbers its lines (BCM on a Raspberry Pi: GPIO17 is 17). */
export const SensorConfig = z.object({
  name: SensorName,
  kind: SensorKind,
  pin: z.int().min(0).max(63),
  pull: z.enum(["up", "down", "none"]).default("up"),
  /** The level that means pressed, or moved. A contact between the pin and ground is active low. */
  active: z.enum(["low", "high"]).default("low"),
  /** A level counts once it has stayed this long: contacts bounce for a few milliseconds, long wires catch noise. */
  debounce_ms: z.int().min(0).max(5_000).default(50),
  /** After a trigger nothing more is told for this long. */
  cooldown_ms: z.int().min(0).max(3_600_000).default(1_000),
  /** A trigger this soon after one that took a clip is told as an event of its own, and belongs to that clip. */
  merge_ms: z.int().min(0).max(60_000).default(10_000),
  /** The cameras that take a clip; the event is filed under the first. */
  cameras: z.array(CameraId).max(8).default([]),
});
export type SensorConfig = z.infer<typeof SensorConfig>;

const MAX_SENSORS = 16;

function checkTogether(sensors: readonly SensorConfig[], context: z.RefinementCtx): void {
  const firstIndex = (key: "name" | "pin", index: number) =>
    sensors.findIndex((other) => other[key] === sensors[index]?.[key]);
  for (const [index, sensor] of sensors.entries()) {
    for (const key of ["name", "pin"] as const)
      if (firstIndex(key, index) !== index)
        context.addIssue({ code: "custom", path: [index, key], message: `${sensor[key]} is used by two sensors` });
    if (new Set(sensor.cameras).size !== sensor.cameras.length)
      context.addIssue({ code: "custom", path: [index, "cameras"], message: "names a camera twice" });
  }
}

export const Sensors = z.array(SensorConfig).max(MAX_SENSORS).superRefine(checkTogether);

/** What people set on a device. */
export const DeviceSettings = z.object({ sensors: Sensors.default([]) });
export type DeviceSettings = z.infer<typeof DeviceSettings>;

/** The same as it travels: `version` tells one from the next. */
export const DeviceConfig = DeviceSettings.extend({ version: z.string().min(1).max(64) });
export type DeviceConfig = z.infer<typeof DeviceConfig>;

/** A sensor as it is. `error` is a sentence for people, null while all is well. */
export const SensorReport = z.object({
  name: z.string(),
  kind: SensorKind,
  pin: z.int(),
  state: z.enum(["ok", "error"]),
  error: z.string().nullable(),
  last_triggered_at: Timestamp.nullable(),
});
export type SensorReport = z.infer<typeof SensorReport>;

/** Where what a device does with its sensors was said: by web, or by a file on the device, which wins. */
export const ConfigSource = z.enum(["web", "file", "none"]);
export type ConfigSource = z.infer<typeof ConfigSource>;
