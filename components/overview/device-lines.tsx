"use client";
import { useLocale, useTranslations } from "use-intl";
import { formatBytes } from "@/lib/client/format";
import type { OverviewDevice } from "@/lib/contracts/overview";
import { DiskBar } from "./disk-bar";
import { Cell, Line, Lines, Sign } from "./lines";
import { useMoment } from "./use-moment";

/** One line per device. */
export function DeviceLines({ devices }: { devices: OverviewDevice[] }) {
  const t = useTranslations("overview");
  const columns = ["name", "recording", "stored", "reachable", "lastFrame"] as const;
  if (devices.length === 0) return null;
  return (
    <Lines title={t("devices")} columns={columns.map((column) => t(`column.${column}`))}>
      {devices.map((device) => (
        <DeviceLine key={device.id} device={device} />
      ))}
    </Lines>
  );
}

function DeviceLine({ device }: { device: OverviewDevice }) {
  const t = useTranslations("overview");
  const momentOf = useMoment();
  const { online, last_seen_at, last_frame_at, cameras, cameras_live, recordings, max_concurrent } = device;
  const isMissed = !online && last_seen_at !== null;
  return (
    <Line>
      <Cell className="col-span-2">
        <span className="block font-semibold">{device.name}</span>
        <span className="block text-muted">
          {device.version ? t("version", { version: device.version }) : device.id}
        </span>
      </Cell>
      <Cell label={t("column.recording")}>
        {max_concurrent > 0 ? (
          <Sign tone={recordings > 0 ? "rec" : "quiet"}>
            {t("recordings", { count: recordings, all: max_concurrent })}
          </Sign>
        ) : (
          <span className="text-muted">{t("unknown")}</span>
        )}
      </Cell>
      <Cell label={t("column.stored")}>
        <DeviceDisk device={device} />
      </Cell>
      <Cell label={t("column.reachable")}>
        <Sign
          tone={online ? "good" : isMissed ? "bad" : "quiet"}
          rest={
            isMissed
              ? t("lastSeen", { time: momentOf(last_seen_at) })
              : online && (cameras > 0 ? t("camerasLive", { count: cameras_live, all: cameras }) : t("noCameras"))
          }
        >
          {online ? t("online") : isMissed ? t("offline") : t("neverSeen")}
        </Sign>
      </Cell>
      <Cell label={t("column.lastFrame")}>{last_frame_at ? momentOf(last_frame_at) : t("noPicture")}</Cell>
    </Line>
  );
}

function DeviceDisk({ device: { disk, reports_waiting } }: { device: OverviewDevice }) {
  const t = useTranslations("overview");
  const locale = useLocale();
  if (!disk) return <span className="text-muted">{t("unknown")}</span>;
  const bytes = t("bytesLeft", { bytes: formatBytes(disk.bytes_free, locale) });
  const hours = disk.hours_left;
  return (
    <>
      <span className="block font-medium">{hours === null ? bytes : t("hoursLeft", { hours: Math.floor(hours) })}</span>
      <DiskBar fraction={disk.bytes_free / disk.bytes_total} />
      <span className="block text-muted">
        {reports_waiting > 0 ? t("reportsWaiting", { count: reports_waiting }) : hours !== null && bytes}
      </span>
    </>
  );
}
