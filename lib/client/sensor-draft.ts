import type { SensorConfig } from "@/lib/contracts/device-config";

/** A sensor while somebody fills the form: numbers as they type them, longer times in seconds. */
export type SensorDraft = Pick<SensorConfig, "name" | "kind" | "pull" | "active" | "cameras"> & {
  pin: string;
  debounceMs: string;
  cooldownSeconds: string;
  mergeSeconds: string;
};
export type SensorProblem = "name" | "name_taken" | "pin" | "pin_taken" | "times";

/** A contact to ground, and a detector that raises its line, as most are. */
export const WIRING = {
  button: { pull: "up", active: "low" },
  motion: { pull: "down", active: "high" },
} as const satisfies Record<SensorConfig["kind"], Pick<SensorConfig, "pull" | "active">>;

export const newSensor = (cameras: readonly number[]): SensorDraft => ({
  ...{ name: "", kind: "button", pin: "", cameras: cameras.slice(0, 1), ...WIRING.button },
  ...{ debounceMs: "50", cooldownSeconds: "1", mergeSeconds: "10" },
});

export const sensorDraftOf = ({ pin, debounce_ms, cooldown_ms, merge_ms, ...rest }: SensorConfig): SensorDraft => ({
  ...{ ...rest, pin: String(pin), debounceMs: String(debounce_ms) },
  ...{ cooldownSeconds: String(cooldown_ms / 1_000), mergeSeconds: String(merge_ms / 1_000) },
});

export const toSensor = (draft: SensorDraft): SensorConfig => ({
  ...{ name: draft.name.trim(), kind: draft.kind, pull: draft.pull, active: draft.active, cameras: draft.cameras },
  ...{ pin: Number(draft.pin), debounce_ms: Number(draft.debounceMs) },
  cooldown_ms: Math.round(Number(draft.cooldownSeconds) * 1_000),
  merge_ms: Math.round(Number(draft.mergeSeconds) * 1_000),
});

/** What the server would refuse, found before it is asked. `others`: the device's other sensors. */
export function problemsOf(draft: SensorDraft, others: readonly SensorConfig[]): SensorProblem[] {
  const sensor = toSensor(draft);
  const isWhole = (text: string, most: number) => /^\d+$/.test(text.trim()) && Number(text) <= most;
  const isTime = (text: string, most: number) => /^\d+([.]\d+)?$/.test(text.trim()) && Number(text) <= most;
  const found: Record<SensorProblem, boolean> = {
    name: !/^[a-z0-9][a-z0-9_-]{0,31}$/.test(sensor.name),
    name_taken: others.some(({ name }) => name === sensor.name),
    pin: !isWhole(draft.pin, 63),
    pin_taken: others.some(({ pin }) => draft.pin.trim() !== "" && pin === sensor.pin),
    times:
      !isWhole(draft.debounceMs, 5_000) || !isTime(draft.cooldownSeconds, 3_600) || !isTime(draft.mergeSeconds, 60),
  };
  return (Object.keys(found) as SensorProblem[]).filter((problem) => found[problem]);
}
