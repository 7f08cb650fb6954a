"use client";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";

type Props = {
  at: 1 | 2 | "edit";
  wasTested: boolean;
  canGoOn: boolean;
  isBusy: boolean;
  onClose: () => void;
  onBack: () => void;
  onNext: () => void;
};

/** The way back on the left, the way on to the right. */
export function CameraDialogButtons({ at, wasTested, canGoOn, isBusy, onClose, onBack, onNext }: Props) {
  const t = useTranslations();
  return (
    <div className="mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
      <Button disabled={isBusy} onClick={at === 2 ? onBack : onClose}>
        {at === 2 ? t("places.camera.back") : t("common.cancel")}
      </Button>
      {at === 1 ? (
        <Button variant={wasTested ? "primary" : "secondary"} disabled={!canGoOn} onClick={onNext}>
          {wasTested ? t("places.camera.next") : t("places.camera.nextUntested")}
        </Button>
      ) : (
        <Button type="submit" variant="primary" isBusy={isBusy}>
          {at === "edit" ? t("places.save") : t("places.camera.add")}
        </Button>
      )}
    </div>
  );
}
