"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { type DeviceDraft, DeviceForm } from "@/components/devices/device-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import { useClubs } from "@/lib/client/use-clubs";
import { useSubmit } from "@/lib/client/use-submit";
import type { DeviceCode, DeviceView } from "@/lib/contracts/devices";
import { EnrolmentCode } from "./enrolment-code";
import { useDeviceRefusal } from "./use-device-refusal";

type Props = { onChanged: () => void };

/** The button that adds a device, and the dialog it opens. */
export function AddDevice({ onChanged }: Props) {
  const t = useTranslations("enrolment");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setIsOpen(true)}>
        <Plus aria-hidden className="size-4" />
        {t("add")}
      </Button>
      {isOpen && <NewDevice onChanged={onChanged} onClose={() => setIsOpen(false)} />}
    </>
  );
}

/** Names a device, then waits with its code until a machine came as it. */
function NewDevice({ onChanged, onClose }: Props & { onClose: () => void }) {
  const t = useTranslations();
  const clubs = useClubs();
  const [made, setMade] = useState<{ device: DeviceView; code: DeviceCode } | null>(null);
  const { isBusy, error, submit } = useSubmit(useDeviceRefusal());
  const handleSave = async ({ id, name, clubId }: DeviceDraft) => {
    const answer = await submit(() => api(routes.deviceCreate, { body: { id, name, club_id: clubId } }));
    if (!answer) return;
    setMade(answer);
    onChanged();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && !isBusy && onClose()}
      title={made ? t("enrolment.codeTitle", { device: made.device.name }) : t("enrolment.addTitle")}
      description={made ? t("enrolment.codeBody") : t("enrolment.addBody")}
      closeLabel={t("common.close")}
    >
      {made ? (
        <EnrolmentCode device={made.device} firstCode={made.code} onDone={onClose} />
      ) : (
        <DeviceForm
          // The clubs may come after the dialog.
          key={clubs.length}
          clubs={clubs}
          isBusy={isBusy}
          error={error}
          onSave={(draft) => void handleSave(draft)}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}
