import type { EdgeConfig } from "@/lib/config/edge";
import type { Clock } from "@/lib/core/clock";
import type { Logger } from "@/lib/core/logger";
import type { Bus } from "@/lib/mqtt/bus";
import { createDrain, type Drain } from "@/lib/outbox/drain";
import { createHttpDrain } from "@/lib/outbox/http-drain";
import { httpSender } from "@/lib/outbox/http-sender";
import type { Outbox } from "@/lib/outbox/outbox";

type Parts = {
  config: EdgeConfig;
  outbox: Outbox;
  /** The device's token of today. */
  token: () => string;
  bus: Bus;
  bootId: string;
  clock: Clock;
  log: Logger;
};

/** The ways out of the outbox: MQTT and, where the address of web is known, HTTP while MQTT does not get through. */
export function composeOutbox({ config, token, ...shared }: Parts): Drain {
  const mqtt = createDrain({ ...shared, deviceId: config.DEVICE_ID });
  const { EDGE_WEB_URL: webUrl } = config;
  const http = webUrl && createHttpDrain({ ...shared, send: httpSender(webUrl, token) });
  return {
    wake: mqtt.wake,
    async start() {
      await mqtt.start();
      if (http) await http.start();
    },
    async stop() {
      await Promise.all([mqtt.stop(), http ? http.stop() : null]);
    },
  };
}
