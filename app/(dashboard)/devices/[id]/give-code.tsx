"use client";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import { useSubmit } from "@/lib/client/use-submit";
import type { DeviceCode, DeviceView } from "@/lib/contracts/devices";
import { EnrolmentCode } from "../enrolment-code";
import { useDeviceRefusal } from "../use-device-refusal";

type Props = { device: DeviceView; onChanged: () => void; onClose: () => void };

/** A new code for a device that is known: for its first machine, another one, or after it was revoked. */
export function GiveCode({ device: now, onChanged, onClose }: Props) {
  const t = useTranslations();
  // As it was when this opened: what changes afterwards is what the code did.
  const [device] = useState(now);
  const [code, setCode] = useState<DeviceCode | null>(null);
  const { error, submit } = useSubmit(useDeviceRefusal());
  const wasAsked = useRef(false);
  useEffect(() => {
    if (wasAsked.current) return;
    wasAsked.current = true;
    void submit(() => api(routes.deviceCode, { params: { id: device.id } })).then((made) => made && setCode(made.code));
  }, [device.id, submit]);
  const close = () => {
    onChanged();
    onClose();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && close()}
      title={t("enrolment.codeTitle", { device: device.name })}
      description={t(device.enrolled_at && !device.revoked_at ? "enrolment.codeAgainBody" : "enrolment.codeBody")}
      closeLabel={t("common.close")}
    >
      {code ? (
        <EnrolmentCode device={device} firstCode={code} onDone={close} />
      ) : (
        <Skeleton className="h-88 rounded-card" />
      )}
      <FormError text={error} />
    </Dialog>
  );
}
