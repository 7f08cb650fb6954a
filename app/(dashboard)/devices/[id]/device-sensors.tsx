"use client";
import { Hand, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { SensorLine } from "@/components/devices/sensor-line";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Panel } from "@/components/ui/panel";
import type { SensorConfig } from "@/lib/contracts/device-config";
import type { DeviceView, SensorView } from "@/lib/contracts/devices";
import { SensorDialog } from "./sensor-dialog";
import { useSensors } from "./use-sensors";

type Props = { device: DeviceView; mayChange: boolean; onChanged: () => void };
type Open = { what: "edit"; sensor: SensorConfig | null } | { what: "remove"; sensor: SensorConfig };

/** What is wired to a device: how each sensor is, and what it is told to be. */
export function DeviceSensors({ device, mayChange, onChanged }: Props) {
  const t = useTranslations("sensors");
  const [open, setOpen] = useState<Open | null>(null);
  const sensors = useSensors(device, onChanged);
  const maySet = mayChange && device.config_source !== "file";
  const close = () => setOpen(null);
  if (device.sensors.length === 0 && !maySet) return null;
  return (
    <Panel
      title={t("title")}
      aside={
        maySet && (
          <Button size="small" onClick={() => setOpen({ what: "edit", sensor: null })}>
            <Plus aria-hidden className="size-4" />
            {t("add")}
          </Button>
        )
      }
    >
      {device.config_source === "file" && <p className="mb-3 text-sm text-muted">{t("fromFile")}</p>}
      {device.config_error && <p className="mb-3 text-sm text-warn">{device.config_error}</p>}
      {device.sensors.length === 0 && <p className="text-sm text-muted">{t("empty")}</p>}
      <ul className="divide-y divide-line">
        {device.sensors.map((sensor) => (
          <SensorLine key={sensor.name} sensor={sensor} device={device} actions={actionsOf(sensor)} />
        ))}
      </ul>
      {open?.what === "edit" && (
        <SensorDialog
          sensor={open.sensor}
          others={sensors.configs.filter(({ name }) => name !== open.sensor?.name)}
          cameras={device.cameras}
          isBusy={sensors.isBusy}
          error={sensors.error}
          onSave={async (sensor) => (await sensors.save(sensor, open.sensor)) && close()}
          onClose={close}
        />
      )}
      {open?.what === "remove" && (
        <ConfirmDialog
          isOpen
          onOpenChange={(isOpen) => !isOpen && close()}
          title={t("removeTitle", { sensor: open.sensor.name })}
          body={t("removeBody")}
          confirmLabel={t("remove")}
          cancelLabel={t("keep")}
          isBusy={sensors.isBusy}
          error={sensors.error}
          onConfirm={async () => (await sensors.remove(open.sensor)) && close()}
        />
      )}
    </Panel>
  );

  function actionsOf({ name, config }: SensorView) {
    return (
      <>
        {mayChange && device.sensors_simulated && (
          <Button size="small" disabled={!device.online} onClick={() => void sensors.press(name)}>
            <Hand aria-hidden className="size-4" />
            {t("press")}
          </Button>
        )}
        {maySet && config && (
          <>
            <Button
              variant="ghost"
              size="icon"
              aria-label={t("edit", { sensor: name })}
              onClick={() => setOpen({ what: "edit", sensor: config })}
            >
              <Pencil aria-hidden className="size-4" />
            </Button>
            <Button
              variant="ghost"
              size="icon"
              aria-label={t("removeOne", { sensor: name })}
              onClick={() => setOpen({ what: "remove", sensor: config })}
            >
              <Trash2 aria-hidden className="size-4" />
            </Button>
          </>
        )}
      </>
    );
  }
}
