"use client";
import { useTranslations } from "use-intl";
import { TextField } from "@/components/ui/field";

type Props = {
  label: string;
  value: string;
  placeholder: string;
  error: string | null;
  /** The address that stays when this is left empty, without its secrets. */
  kept: string | null;
  onChange: (address: string) => void;
};

/** The address of a camera or of a server, taken as it is typed. */
export function AddressField({ kept, onChange, ...rest }: Props) {
  const t = useTranslations("places.camera");
  return (
    <TextField
      {...rest}
      hint={kept ? t("addressKept", { address: kept }) : t("addressHint")}
      type="text"
      inputMode="url"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={2_000}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
