"use client";
import { useTranslations } from "use-intl";
import { Button } from "./button";

type Props = { submitLabel: string; isBusy: boolean; isDisabled?: boolean; onCancel: () => void };

/** The last line of a form in a dialog. */
export function DialogActions({ submitLabel, isBusy, isDisabled, onCancel }: Props) {
  const t = useTranslations("common");
  return (
    <div className="mt-2 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
      <Button disabled={isBusy} onClick={onCancel}>
        {t("cancel")}
      </Button>
      <Button type="submit" variant="primary" isBusy={isBusy} disabled={isDisabled}>
        {submitLabel}
      </Button>
    </div>
  );
}
