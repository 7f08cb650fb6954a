"use client";
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";

/** The address of a calendar, to copy or to open in the program that will read it. */
export function CalendarAddress({ url }: { url: string }) {
  const t = useTranslations("schedule.feed");
  const [isCopied, setIsCopied] = useState(false);

  async function handleCopy() {
    // Plain http has no clipboard: the field is selected on focus, to copy by hand.
    await navigator.clipboard?.writeText(url).then(
      () => setIsCopied(true),
      () => undefined,
    );
  }

  return (
    <>
      <TextField
        label={t("address")}
        hint={t("once")}
        readOnly
        value={url}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="mt-3 grid gap-2 sm:grid-cols-2">
        <Button onClick={() => void handleCopy()}>
          {isCopied ? (
            <Check aria-hidden className="size-4 text-live" />
          ) : (
            <Copy aria-hidden className="size-4 text-muted" />
          )}
          <span aria-live="polite">{isCopied ? t("copied") : t("copy")}</span>
        </Button>
        <Button asChild>
          <a href={url.replace(/^https?:/, "webcal:")}>{t("open")}</a>
        </Button>
      </div>
    </>
  );
}
