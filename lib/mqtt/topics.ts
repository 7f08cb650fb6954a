import type { Feed } from "@/lib/contracts/preview";

/** Every topic there is; each carries the device id (`../contracts/mqtt.ts` has the payloads). */
export const topics = {
  button: (device: string) => `sensors/${device}/button/pressed`,
  motion: (device: string) => `sensors/${device}/photo/motion`,
  captured: (device: string) => `video/${device}/captured`,
  /** What the device noticed of its cameras and recorders by itself. */
  noticed: (device: string) => `sensors/${device}/noticed`,
  report: (device: string) => `devices/${device}/report`,
  status: (device: string) => `system/${device}/status`,
  /** A sign of life every second or so, QoS 0 and empty: mosquitto alone notices a silent client only after ten. */
  alive: (device: string) => `system/${device}/alive`,
  acks: (device: string) => `devices/${device}/acks`,
  commands: (device: string) => `devices/${device}/commands`,
  replies: (device: string) => `devices/${device}/replies`,
  /** One picture of the moment an event happened, sent at once: 16 bytes event id, then the JPEG. */
  poster: (device: string, cameraId: number) => `preview/${device}/${cameraId}/poster`,
  preview: (device: string, cameraId: number, feed: Feed) => `preview/${device}/${cameraId}/${feed}`,
} as const;

/** What web listens to. Frames are subscribed one camera at a time, while somebody watches. */
export const WEB_FILTERS = {
  sensors: "sensors/#",
  captured: "video/+/captured",
  reports: "devices/+/report",
  status: "system/+/status",
  alive: "system/+/alive",
  replies: "devices/+/replies",
  posters: "preview/+/+/poster",
} as const;

/** The device a topic speaks of, or null for a topic that is none of ours. */
export function deviceOf(topic: string): string | null {
  const [root, device] = topic.split("/");
  return device && ["sensors", "video", "devices", "system", "preview"].includes(root!) ? device : null;
}
