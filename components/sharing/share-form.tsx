"use client";
import { Link as LinkIcon } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";

type Props = { isBusy: boolean; error: string | null; onCreate: (days: number) => void };

const CHOICES = [1, 7, 30, 90];
const DEFAULT_DAYS = 7;

/** How long, and make it. */
export function ShareForm({ isBusy, error, onCreate }: Props) {
  const t = useTranslations("sharing");
  const [days, setDays] = useState(DEFAULT_DAYS);
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onCreate(days);
      }}
    >
      <SelectField
        className="min-w-40 flex-1"
        label={t("lasts")}
        value={days}
        onChange={(event) => setDays(Number(event.target.value))}
      >
        {CHOICES.map((count) => (
          <option key={count} value={count}>
            {t("days", { count })}
          </option>
        ))}
      </SelectField>
      <Button type="submit" variant="primary" className="h-11" isBusy={isBusy}>
        {!isBusy && <LinkIcon aria-hidden className="size-4" />}
        {t("create")}
      </Button>
      <div className="w-full empty:hidden">
        <FormError text={error} />
      </div>
    </form>
  );
}
