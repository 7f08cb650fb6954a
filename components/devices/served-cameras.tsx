"use client";
import { useTranslations } from "use-intl";
import { type CameraStatus, STATUS_TONE } from "@/components/cameras/camera-status";
import { cx } from "@/components/ui/cx";
import { Panel } from "@/components/ui/panel";
import { useCauseText } from "@/lib/client/use-refusal-text";
import type { DeviceView, ServedCamera } from "@/lib/contracts/devices";

const DOTS = { live: "bg-live", rec: "bg-rec", warn: "bg-warn", quiet: "bg-line-strong" } as const;

/** The cameras a device reads, each with what the device says of it. */
export function ServedCameras({ device }: { device: DeviceView }) {
  const t = useTranslations("devices");
  return (
    <Panel title={t("cameras")}>
      {device.cameras.length === 0 ? (
        <p className="text-sm text-muted">{t("noCameras")}</p>
      ) : (
        <ul className="divide-y divide-line">
          {device.cameras.map((camera) => (
            <CameraLine key={camera.id} camera={camera} isOnline={device.online} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function CameraLine({ camera: { name, court_name, report }, isOnline }: { camera: ServedCamera; isOnline: boolean }) {
  const t = useTranslations();
  const causeText = useCauseText();
  const status: CameraStatus = isOnline ? (report?.state ?? "idle") : "offline";
  const cause = status === "unreachable" ? (causeText(report?.cause) ?? report?.error) : null;
  const format = report?.width && report.height ? `${report.width} × ${report.height}` : null;
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-2.5 text-sm first:pt-0 last:pb-0">
      <span className="min-w-0">
        <span className="font-medium">{name}</span>
        {court_name && <span className="text-muted"> · {court_name}</span>}
        {cause && <span className="block text-muted">{cause}</span>}
      </span>
      <span className="flex items-center gap-2 text-muted tabular-nums">
        {format && status === "live" && <span>{format}</span>}
        <span aria-hidden className={cx("size-2 rounded-full", DOTS[STATUS_TONE[status]])} />
        {t(`camera.state.${status}`)}
        {report?.recording_session_id && <span className="font-medium text-rec">· {t("camera.recording")}</span>}
      </span>
    </li>
  );
}
