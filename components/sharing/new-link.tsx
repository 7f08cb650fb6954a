"use client";
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { copyText } from "@/lib/client/copy-text";

/** The address of a link that was just made, to be copied. */
export function NewLink({ url }: { url: string }) {
  const t = useTranslations("sharing");
  const [outcome, setOutcome] = useState<"copied" | "refused" | null>(null);
  const handleCopy = async () => setOutcome((await copyText(url)) ? "copied" : "refused");
  return (
    <div className="flex items-start gap-3">
      <TextField
        readOnly
        autoFocus
        className="min-w-0 flex-1"
        label={t("newLink")}
        hint={outcome === "refused" ? t("notCopied") : t("onlyNow")}
        value={url}
        onFocus={(event) => event.target.select()}
      />
      <Button variant="primary" className="mt-6.5 h-11" onClick={() => void handleCopy()}>
        {outcome === "copied" ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
        {t("copy")}
      </Button>
      <span role="status" className="sr-only">
        {outcome === "copied" && t("copied")}
      </span>
    </div>
  );
}
