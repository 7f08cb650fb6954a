import type { EdgeConfig } from "@/lib/config/edge";
import type { Clock } from "@/lib/core/clock";
import type { Logger } from "@/lib/core/logger";
import type { Gpio } from "@/lib/gpio/gpio";
import type { DeviceState } from "./device-state";
import type { Cameras } from "./services/cameras";
import type { Clips } from "./services/clips/clips";
import type { Events } from "./services/events";
import { captureClip } from "./services/sensors/capture";
import { readConfigFile } from "./services/sensors/config-file";
import { createSensors, type Sensors } from "./services/sensors/sensors";
import { createTriggers } from "./services/sensors/triggers";

export type SensorParts = {
  config: EdgeConfig;
  state: DeviceState;
  gpio: Gpio;
  cameras: Cameras;
  clips: Clips;
  events: Events;
  clock: Clock;
  log: Logger;
  showNow(eventId: string, cameraId: number): void;
  onChange: () => void;
};

/** Sensors, what their triggers become, and the clips these ask for, wired to each other. Nothing is read yet. */
export function composeSensors(parts: SensorParts): Sensors {
  const { config, state, gpio, cameras, clips, events, clock, log, showNow, onChange } = parts;
  const capturing = { clips, store: state.clips, events, clock, log };
  const triggers = createTriggers({
    ...{ events, cameras, clips: state.clips, atOnce: state.atOnce, showNow, clock, log },
    capture: (request) => void captureClip(request, capturing),
  });
  const file = config.EDGE_CONFIG_FILE === undefined ? null : readConfigFile(config.EDGE_CONFIG_FILE);
  return createSensors({ gpio, store: state.config, file, triggers, clock, log, onChange });
}
