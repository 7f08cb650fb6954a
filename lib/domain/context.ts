import type { Actor } from "@/lib/auth/actor";
import type { LookUp } from "@/lib/core/camera-url";
import type { Clock } from "@/lib/core/clock";
import type { Logger } from "@/lib/core/logger";
import type { SecretBox } from "@/lib/core/secret-box";
import type { Db } from "@/lib/db/client";
import type { EventPictures } from "@/lib/media/event-pictures";
import type { FrameHub } from "@/lib/media/frames";
import type { LiveHub } from "@/lib/media/live/hub";
import type { DeviceLink } from "@/lib/mqtt/device-link";
import type { Notify } from "@/lib/realtime/notifier";
import type { AlertChannel } from "./alerts/channel";

/** What every verb may touch. Built per request by lib/http, per message by lib/server. */
export type Ctx = {
  actor: Actor;
  requestId: string;
  clock: Clock;
  log: Logger;
  db: Db;
  devices: DeviceLink;
  frames: FrameHub;
  live: LiveHub;
  /** What triggered a sensor, as its camera saw it. */
  eventPictures: EventPictures;
  notify: Notify;
  /** Where alerts go beside open pages. */
  alertChannels: readonly AlertChannel[];
  secrets: SecretBox;
  /** How names become addresses, quickly or not at all. */
  lookUp: LookUp;
  settings: Settings;
};

/** The part of web's configuration that the domain obeys. */
export type Settings = {
  /** Where people find the pages; links that are handed out begin with it. */
  siteUrl: string;
  /** Where devices reach the message broker, and the PEM of the private authority that vouches for it. */
  deviceMqttUrl: string;
  deviceMqttCa: string | null;
  mediaDir: string;
  /** The id in MEDIA_DIR's marker; a device with the same one shares this folder. */
  storageId: string;
  edgeLocalUrl: string | null;
  /** The operator's own VAPID keys; null for those in Postgres. Whom a push service writes to about them. */
  pushKeys: { publicKey: string; privateKey: string } | null;
  pushSubject: string;
  /** How long a device may be away until people are told. */
  deviceOfflineMs: number;
  /** Days a deleted file can be taken back. */
  trashDays: number;
  allowTestSources: boolean;
  /** Hosts a camera URL may name although they are loopback or link-local; `*` for all. */
  allowedHosts: readonly string[];
};
