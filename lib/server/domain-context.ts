import type { Actor } from "@/lib/auth/actor";
import type { WebConfig } from "@/lib/config/web";
import type { Clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import type { Logger } from "@/lib/core/logger";
import { SecretBox } from "@/lib/core/secret-box";
import type { Db } from "@/lib/db/client";
import { notify } from "@/lib/db/notify";
import type { Ctx } from "@/lib/domain/context";
import { pushChannel } from "@/lib/domain/push/push-channel";
import { webhookChannel } from "@/lib/domain/webhooks/webhook-channel";
import type { EventPictures } from "@/lib/media/event-pictures";
import type { FrameHub } from "@/lib/media/frames";
import type { LiveHub } from "@/lib/media/live/hub";
import { readAuthority } from "@/lib/mqtt/authority";
import type { DeviceLink } from "@/lib/mqtt/device-link";
import { deviceMqttUrl } from "./device-mqtt-url";
import { quickLookUp } from "./quick-look-up";

type Parts = {
  config: WebConfig;
  storageId: string;
  clock: Clock;
  log: Logger;
  db: Db;
  devices: DeviceLink;
  frames: FrameHub;
  live: LiveHub;
  eventPictures: EventPictures;
};
export type MakeContext = (actor: Actor, requestId?: string) => Ctx;

/** What every verb may touch, for one request or one message. */
export function contextFactory({ config, storageId, log, ...parts }: Parts): MakeContext {
  const secrets = new SecretBox(config.CAMERA_SECRET);
  const settings = {
    mediaDir: config.MEDIA_DIR,
    storageId,
    edgeLocalUrl: config.EDGE_LOCAL_URL ?? null,
    pushKeys: pushKeysOf(config),
    pushSubject: config.VAPID_SUBJECT ?? pushSubjectOf(config),
    deviceOfflineMs: config.DEVICE_OFFLINE_SECONDS * 1_000,
    trashDays: config.TRASH_DAYS,
    siteUrl: config.NEXTAUTH_URL,
    deviceMqttUrl: deviceMqttUrl(config),
    deviceMqttCa: config.MQTT_CA_FILE === undefined ? null : readAuthority(config.MQTT_CA_FILE),
    allowTestSources: config.ALLOW_TEST_SOURCES,
    allowedHosts: config.ALLOWED_HOSTS,
  };
  return (actor, requestId = newId()) => ({
    ...parts,
    actor,
    requestId,
    log: log.child({ requestId }),
    notify,
    alertChannels: [webhookChannel, pushChannel],
    secrets,
    lookUp: quickLookUp,
    settings,
  });
}

const pushKeysOf = ({ VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY }: WebConfig) =>
  VAPID_PUBLIC_KEY && VAPID_PRIVATE_KEY ? { publicKey: VAPID_PUBLIC_KEY, privateKey: VAPID_PRIVATE_KEY } : null;

/** Push services want https or mailto; a site over http has pushes on its own machine alone. */
const pushSubjectOf = ({ NEXTAUTH_URL }: WebConfig) =>
  NEXTAUTH_URL.startsWith("https:") ? NEXTAUTH_URL : `mailto:vigie@${new URL(NEXTAUTH_URL).hostname}`;
