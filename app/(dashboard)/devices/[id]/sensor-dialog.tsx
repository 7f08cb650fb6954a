"use client";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { SensorFields } from "@/components/devices/sensor-fields";
import { Dialog } from "@/components/ui/dialog";
import { DialogActions } from "@/components/ui/dialog-actions";
import { FormError } from "@/components/ui/form-error";
import { newSensor, problemsOf, sensorDraftOf, toSensor } from "@/lib/client/sensor-draft";
import type { SensorConfig } from "@/lib/contracts/device-config";
import type { ServedCamera } from "@/lib/contracts/devices";

type Props = {
  /** The one to change; null adds one. */
  sensor: SensorConfig | null;
  others: readonly SensorConfig[];
  cameras: readonly ServedCamera[];
  isBusy: boolean;
  error: string | null;
  onSave: (sensor: SensorConfig) => void;
  onClose: () => void;
};

/** Describes one sensor. */
export function SensorDialog({ sensor, others, cameras, isBusy, error, onSave, onClose }: Props) {
  const t = useTranslations();
  const [draft, setDraft] = useState(() => (sensor ? sensorDraftOf(sensor) : newSensor(cameras.map(({ id }) => id))));
  const [wasTried, setWasTried] = useState(false);
  const problems = problemsOf(draft, others);
  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    setWasTried(true);
    if (problems.length === 0) onSave(toSensor(draft));
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && !isBusy && onClose()}
      title={sensor ? t("sensors.editTitle", { sensor: sensor.name }) : t("sensors.addTitle")}
      closeLabel={t("common.close")}
    >
      <form noValidate onSubmit={handleSubmit}>
        <SensorFields
          draft={draft}
          cameras={cameras}
          problems={wasTried ? problems : []}
          onChange={(change) => setDraft({ ...draft, ...change })}
        />
        <FormError text={error} />
        <div className="h-3" />
        <DialogActions submitLabel={t("sensors.save")} isBusy={isBusy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
