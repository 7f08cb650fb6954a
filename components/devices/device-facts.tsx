"use client";
import type { ReactNode } from "react";
import { useFormatter, useLocale, useTranslations } from "use-intl";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import { formatBytes, formatDuration } from "@/lib/client/format";
import type { DeviceView } from "@/lib/contracts/devices";
import { usableBytes } from "./device-figures";

const Bad = ({ children }: { children: ReactNode }) => <span className="font-medium text-warn">{children}</span>;

/** What a device says of itself, or last said. */
export function DeviceFacts({ device }: { device: DeviceView }) {
  const t = useTranslations("devices");
  const format = useFormatter();
  const locale = useLocale();
  // Of one that never said a word there is nothing to tell.
  const wasHeard = device.reported_at !== null;
  const moment = (at: string | null) => at && format.dateTime(new Date(at), "exactMoment");
  return (
    <Panel title={t("facts")}>
      {!device.online && device.reported_at && (
        <p className="mb-3 rounded-control bg-warn-soft px-3 py-2.5 text-sm text-warn">
          {t("lastWord", { time: format.dateTime(new Date(device.reported_at), "moment") })}
        </p>
      )}
      <Facts
        facts={[
          [t("lastSeen"), moment(device.last_seen_at) ?? t("never")],
          [t("version"), device.version],
          [t("uptime"), device.uptime_s === null ? null : formatDuration(device.uptime_s, locale)],
          [t("queue"), wasHeard && <Queue key="queue" device={device} />],
          [t("deadLetters"), wasHeard && <DeadLetters key="dead" device={device} />],
          [t("disk"), wasHeard && <Disk key="disk" device={device} />],
          [t("recordings"), device.max_concurrent && t("atMost", { count: device.max_concurrent })],
          [t("ffmpeg"), wasHeard && <Ffmpeg key="ffmpeg" device={device} />],
          [t("clock"), wasHeard && <Clock key="clock" device={device} />],
          [t("token"), <Token key="token" device={device} />],
          [
            t("temperature"),
            device.temperature_c === null
              ? null
              : t("degrees", { degrees: format.number(device.temperature_c, { maximumFractionDigits: 0 }) }),
          ],
        ]}
      />
    </Panel>
  );
}

function Queue({ device: { queue_depth, oldest_queued_at } }: { device: DeviceView }) {
  const t = useTranslations("devices");
  const format = useFormatter();
  if (queue_depth === null) return "—";
  if (queue_depth === 0) return t("queueEmpty");
  if (!oldest_queued_at) return t("queued", { count: queue_depth });
  return t("queueSince", { count: queue_depth, time: format.dateTime(new Date(oldest_queued_at), "moment") });
}

function DeadLetters({ device: { dead_letters } }: { device: DeviceView }) {
  const t = useTranslations("devices");
  if (dead_letters === null) return "—";
  return dead_letters === 0 ? t("queueEmpty") : <Bad>{t("messages", { count: dead_letters })}</Bad>;
}

function Ffmpeg({ device: { ffmpeg_available, ffmpeg_path } }: { device: DeviceView }) {
  const t = useTranslations("devices");
  if (ffmpeg_available === null) return "—";
  return ffmpeg_available ? (ffmpeg_path ?? t("ffmpegThere")) : <Bad>{t("ffmpegMissing")}</Bad>;
}

function Clock({ device: { clock_synced } }: { device: DeviceView }) {
  const t = useTranslations("devices");
  if (clock_synced === null) return "—";
  return clock_synced ? t("clockRight") : <Bad>{t("clockWrong")}</Bad>;
}

function Token({ device: { enrolled_at, rotating_since } }: { device: DeviceView }) {
  const t = useTranslations("enrolment");
  const format = useFormatter();
  if (rotating_since)
    return <Bad>{t("tokenChanging", { time: format.dateTime(new Date(rotating_since), "moment") })}</Bad>;
  return enrolled_at ? t("tokenFine", { time: format.dateTime(new Date(enrolled_at), "moment") }) : "—";
}

function Disk({ device }: { device: DeviceView }) {
  const t = useTranslations("devices");
  const locale = useLocale();
  const free = usableBytes(device);
  if (free === null || !device.storage) return "—";
  if (free === 0) return <Bad>{t("diskFull")}</Bad>;
  const { bytes_total, bytes_reserved } = device.storage;
  return (
    <>
      {t("diskOf", { free: formatBytes(device.storage.bytes_free, locale), total: formatBytes(bytes_total, locale) })}
      <span className="block text-muted">{t("diskReserve", { reserve: formatBytes(bytes_reserved, locale) })}</span>
    </>
  );
}
