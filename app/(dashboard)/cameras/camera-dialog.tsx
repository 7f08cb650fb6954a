"use client";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { DetailsFields } from "@/components/cameras/details-fields";
import { SourceFields } from "@/components/cameras/source-fields";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { useToast } from "@/components/ui/toast";
import { useAccount } from "@/lib/client/account";
import { api } from "@/lib/client/api";
import {
  type CameraDraft,
  draftOf,
  emptyDraft,
  lacksPublishUrl,
  lacksUrl,
  needsUrl,
  toCreate,
  toUpdate,
} from "@/lib/client/camera-draft";
import { routes } from "@/lib/client/routes";
import type { Places } from "@/lib/client/use-places";
import { usePlaceRefusal } from "@/lib/client/use-refusal-text";
import { useSubmit } from "@/lib/client/use-submit";
import type { CameraView } from "@/lib/contracts/cameras";
import { CameraDialogButtons } from "./camera-dialog-buttons";
import { useCameraTest } from "./use-camera-test";

type Props = {
  places: Places;
  /** The one to change; null adds one, to this court. */
  camera: CameraView | null;
  courtId: number | null;
  onClose: () => void;
  onSaved: () => void;
};

/** Describes a camera: in two steps when it is new, at once when it is known. */
export function CameraDialog({ places, camera, courtId, onClose, onSaved }: Props) {
  const t = useTranslations();
  const showToast = useToast();
  const { user } = useAccount();
  const isAnywhere = user.club_id === null;
  const firstCourt = courtId ?? (isAnywhere ? (places.courts[0]?.id ?? null) : null);
  const clubId = camera?.club_id ?? user.club_id ?? places.courts.find(({ id }) => id === firstCourt)?.club_id;
  const devices = places.devices
    .filter((device) => device.club_id === null || device.club_id === clubId)
    .toSorted((a, b) => Number(b.online) - Number(a.online));
  const [draft, setDraft] = useState(() => (camera ? draftOf(camera) : emptyDraft(firstCourt, devices[0]?.id ?? "")));
  const [step, setStep] = useState<1 | 2>(1);
  const [wasTried, setWasTried] = useState(false);
  const { isTesting, outcome, test, forget } = useCameraTest();
  const saving = useSubmit(usePlaceRefusal());

  function change(next: Partial<CameraDraft>) {
    setDraft({ ...draft, ...next });
    if ("source" in next || "url" in next || "deviceId" in next) forget();
  }
  function handleNext() {
    setWasTried(lacksUrl(draft, camera));
    if (!lacksUrl(draft, camera)) setStep(2);
  }
  async function handleSave() {
    setWasTried(true);
    if (draft.name.trim() === "" || lacksUrl(draft, camera) || lacksPublishUrl(draft, camera)) return;
    const save = () =>
      camera
        ? api(routes.cameraUpdate, { params: { id: camera.id }, body: toUpdate(draft, camera) })
        : api(routes.cameraCreate, { body: toCreate(draft) });
    if (!(await saving.submit(save))) return;
    const name = { camera: draft.name.trim() };
    showToast({ tone: "good", text: camera ? t("places.camera.changed", name) : t("places.camera.added", name) });
    onSaved();
    onClose();
  }

  /** The return key does what comes next: look, go on, save. */
  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (camera || step === 2) void handleSave();
    else if (outcome?.ok) handleNext();
    else if (canTest) void test(draft);
  }

  const canTest = draft.deviceId !== "" && (!needsUrl(draft) || draft.url.trim() !== "");
  const showsSource = camera !== null || step === 1;
  const showsDetails = camera !== null || step === 2;
  const isMissing = wasTried && lacksUrl(draft, camera);
  const stepName = step === 1 ? t("places.camera.stepSource") : t("places.camera.stepDetails");
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && !saving.isBusy && onClose()}
      title={camera ? t("places.camera.editTitle", { camera: camera.name }) : t("places.camera.addTitle")}
      description={camera ? undefined : t("places.camera.step", { step: String(step), name: stepName })}
      closeLabel={t("common.close")}
    >
      <form noValidate onSubmit={handleSubmit}>
        <div className="grid gap-5">
          {showsSource && devices.length === 0 && <FormError text={t("places.camera.noDevice")} />}
          {showsSource && (
            <SourceFields
              draft={draft}
              keptUrl={camera?.source === draft.source ? camera.url : null}
              devices={devices}
              urlError={isMissing ? t("places.camera.addressMissing") : null}
              canTest={canTest}
              isTesting={isTesting}
              outcome={outcome}
              onChange={change}
              onTest={() => void test(draft)}
            />
          )}
          {showsDetails && (
            <DetailsFields
              draft={draft}
              courts={places.courts.map((court) => ({ ...court, club: isAnywhere ? court.club_name : null }))}
              canHaveNoCourt={!isAnywhere || camera !== null}
              nameError={wasTried && draft.name.trim() === "" ? t("places.nameMissing") : null}
              keptPublishUrl={camera?.publish_url ?? null}
              publishError={wasTried && lacksPublishUrl(draft, camera) ? t("places.camera.publishMissing") : null}
              onChange={change}
            />
          )}
        </div>
        <FormError text={saving.error} />
        <CameraDialogButtons
          at={camera ? "edit" : step}
          tested={outcome === null ? "no" : outcome.ok ? "ok" : "failed"}
          canGoOn={draft.deviceId !== ""}
          isBusy={saving.isBusy}
          onClose={onClose}
          onBack={() => setStep(1)}
          onNext={handleNext}
        />
      </form>
    </Dialog>
  );
}
