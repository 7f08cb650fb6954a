import type { EdgeConfig } from "@/lib/config/edge";
import type { Clock } from "@/lib/core/clock";
import type { Logger } from "@/lib/core/logger";
import { readAuthority } from "@/lib/mqtt/authority";
import { mqttBus, type PasswordSource } from "@/lib/mqtt/mqtt-bus";
import { topics } from "@/lib/mqtt/topics";
import { offlineStatus } from "./services/status";

/** The device's two connections: one for messages, one for frames, which must never stand in their way. */
export function createLinks(config: EdgeConfig, password: PasswordSource, clock: Clock, log: Logger) {
  const { DEVICE_ID: deviceId, MQTT_URL: url, MQTT_CA_FILE: caFile } = config;
  const ca = caFile === undefined ? undefined : readAuthority(caFile);
  const account = { url, username: deviceId, password, ca, log };
  const will = { topic: topics.status(deviceId), payload: () => offlineStatus(clock), retain: true };
  return {
    bus: mqttBus({ ...account, clientId: deviceId, will }),
    previewBus: mqttBus({ ...account, clientId: `${deviceId}-preview` }),
  };
}
