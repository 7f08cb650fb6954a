"use client";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";

type Props = {
  at: 1 | 2 | "edit";
  tested: "no" | "failed" | "ok";
  canGoOn: boolean;
  isBusy: boolean;
  onClose: () => void;
  onBack: () => void;
  onNext: () => void;
};

/** The way back on the left, the way on to the right. */
export function CameraDialogButtons({ at, tested, canGoOn, isBusy, onClose, onBack, onNext }: Props) {
  const t = useTranslations();
  const labels = {
    no: t("places.camera.nextUntested"),
    failed: t("places.camera.nextAnyway"),
    ok: t("places.camera.next"),
  };
  return (
    <div className="mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
      <Button disabled={isBusy} onClick={at === 2 ? onBack : onClose}>
        {at === 2 ? t("places.camera.back") : t("common.cancel")}
      </Button>
      {/* Keyed: else the button that leads on becomes the one that saves while it is being pressed. */}
      {at === 1 ? (
        <Button key="next" variant={tested === "ok" ? "primary" : "secondary"} disabled={!canGoOn} onClick={onNext}>
          {labels[tested]}
        </Button>
      ) : (
        <Button key="save" type="submit" variant="primary" isBusy={isBusy}>
          {at === "edit" ? t("places.save") : t("places.camera.add")}
        </Button>
      )}
    </div>
  );
}
