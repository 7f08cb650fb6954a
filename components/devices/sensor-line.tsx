"use client";
import { Footprints, PersonStanding } from "lucide-react";
import type { ReactNode } from "react";
import { useFormatter, useNow, useTranslations } from "use-intl";
import { cx } from "@/components/ui/cx";
import type { DeviceView, SensorView } from "@/lib/contracts/devices";

const ICONS = { button: Footprints, motion: PersonStanding } as const;

type Props = { sensor: SensorView; device: DeviceView; actions: ReactNode };

/** A sensor: what it is, how it is, when it triggered last and which cameras it has take a clip. */
export function SensorLine({ sensor: { name, config, report }, device, actions }: Props) {
  const t = useTranslations("sensors");
  const format = useFormatter();
  const now = useNow({ updateInterval: 10_000 });
  const known = config ?? report;
  const Icon = ICONS[known?.kind ?? "button"];
  const state = !device.online ? "offline" : report === null ? "waiting" : report.state;
  const cameras = device.cameras.filter(({ id }) => config?.cameras.includes(id)).map((camera) => camera.name);
  const last = report?.last_triggered_at;
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 py-3 first:pt-0 last:pb-0">
      <span
        className={cx(
          "mt-0.5 grid size-9 shrink-0 place-items-center rounded-control bg-sunken",
          state === "error" ? "text-warn" : "text-muted",
        )}
      >
        <Icon aria-hidden className="size-4.5" />
      </span>
      <div className="min-w-0 flex-1 text-sm">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{name}</span>
          <span className="text-muted">
            {t(`kinds.${known?.kind ?? "button"}`)} · {t("gpio", { pin: String(known?.pin ?? "?") })}
          </span>
        </p>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-muted">
          <span aria-hidden className={cx("size-2 rounded-full", DOTS[state])} />
          {t(`states.${state}`)}
          {last && <span>· {t("last", { time: format.relativeTime(earlier(last, now), now) })}</span>}
        </p>
        {state === "error" && report?.error && <p className="mt-0.5 text-warn">{report.error}</p>}
        {config && (
          <p className="mt-0.5 text-muted">
            {cameras.length > 0 ? t("clips", { cameras: format.list(cameras) }) : t("noClips")}
          </p>
        )}
      </div>
      <div className="flex w-full items-center gap-1 pl-12 empty:hidden sm:w-auto sm:pl-0">{actions}</div>
    </li>
  );
}

/** A device's clock may be a little ahead: nothing triggers in the future. */
const earlier = (at: string, now: Date): Date => new Date(Math.min(Date.parse(at), now.getTime()));

const DOTS = { ok: "bg-live", error: "bg-warn", waiting: "bg-line-strong", offline: "bg-line-strong" } as const;
