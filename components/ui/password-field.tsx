"use client";
import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { useTranslations } from "use-intl";
import { TextField } from "./field";

type Props = Omit<ComponentProps<typeof TextField>, "type" | "trailing">;

/** A password, hidden until its eye is pressed. */
export function PasswordField(props: Props) {
  const t = useTranslations("login");
  const [isShown, setIsShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <TextField
      maxLength={200}
      {...props}
      type={isShown ? "text" : "password"}
      trailing={
        <button
          type="button"
          aria-label={isShown ? t("hidePassword") : t("showPassword")}
          onClick={() => setIsShown(!isShown)}
          className="grid size-9 place-items-center rounded-control text-muted hover:text-ink"
        >
          <Icon aria-hidden className="size-4.5" />
        </button>
      }
    />
  );
}
