"use client";
import { Cpu, HardDrive, Send, Thermometer, TriangleAlert, Video } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useFormatter, useLocale, useTranslations } from "use-intl";
import { DiskBar } from "@/components/overview/disk-bar";
import { cx } from "@/components/ui/cx";
import { formatBytes } from "@/lib/client/format";
import type { DeviceView } from "@/lib/contracts/devices";
import { troubleCount, usableBytes } from "./device-figures";
import { DeviceState } from "./device-state";

/** A device in the list: whether it is there, what it serves, how much room is left, what is wrong. The whole card leads on. */
export function DeviceCard({ device }: { device: DeviceView }) {
  const t = useTranslations("devices");
  const locale = useLocale();
  const format = useFormatter();
  const { temperature_c, queue_depth, storage } = device;
  const free = usableBytes(device);
  const trouble = troubleCount(device);
  return (
    <article
      className={cx(
        "relative rounded-card border border-line bg-surface p-5 shadow-card transition-colors hover:border-line-strong",
        device.revoked_at && "border-dashed shadow-none",
      )}
    >
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 className="min-w-0 text-base font-semibold tracking-tight">
          <Link href={`/devices/${device.id}`} className="after:absolute after:inset-0 after:rounded-card">
            {device.name}
          </Link>
        </h2>
        <DeviceState device={device} />
      </div>
      <p className="mt-1 text-sm text-muted">
        {device.id} · {device.club_id === null ? t("every") : (device.club_name ?? "")}
      </p>
      <ul className="mt-4 grid gap-2 text-sm">
        <Line icon={Video}>
          {t("cameraCount", { count: device.cameras.length })}
          {trouble > 0 && <span className="text-warn"> · {t("trouble", { count: trouble })}</span>}
        </Line>
        {free !== null && storage && (
          <Line icon={HardDrive}>
            {free === 0
              ? t("diskFull")
              : t("diskOf", { free: formatBytes(free, locale), total: formatBytes(storage.bytes_total, locale) })}
            <DiskBar fraction={free / storage.bytes_total} />
          </Line>
        )}
        {queue_depth !== null && (
          <Line icon={Send}>
            {t("queue")} · {queue_depth === 0 ? t("queueEmpty") : t("queued", { count: queue_depth })}
          </Line>
        )}
        {temperature_c !== null && (
          <Line icon={Thermometer}>
            {t("degrees", { degrees: format.number(temperature_c, { maximumFractionDigits: 0 }) })}
          </Line>
        )}
        {device.version && <Line icon={Cpu}>{device.version}</Line>}
        {device.ffmpeg_available === false && <Warning>{t("ffmpegMissing")}</Warning>}
        {device.clock_synced === false && <Warning>{t("clockWrong")}</Warning>}
        {device.differences.length > 0 && (
          <Warning>{t("differenceCount", { count: device.differences.length })}</Warning>
        )}
      </ul>
    </article>
  );
}

const Line = ({ icon: Icon, children }: { icon: typeof Video; children: ReactNode }) => (
  <li className="flex items-center gap-2.5 tabular-nums">
    <Icon aria-hidden className="size-4 shrink-0 text-muted" />
    <span className="min-w-0 flex-1">{children}</span>
  </li>
);

const Warning = ({ children }: { children: ReactNode }) => (
  <li className="flex items-center gap-2.5 text-warn">
    <TriangleAlert aria-hidden className="size-4 shrink-0" />
    {children}
  </li>
);
