"use client";
import { useTranslations } from "use-intl";
import { addressAt } from "@/components/player/timeline";
import { useToast } from "@/components/ui/toast";
import { copyText } from "@/lib/client/copy-text";
import { formatClock } from "@/lib/client/format";

/** Copies a link to a moment of this page's video; where that is refused, the address bar has it. */
export function useCopyMoment(): (seconds: number) => Promise<void> {
  const t = useTranslations("player");
  const showToast = useToast();
  return async (seconds) => {
    const address = addressAt(window.location.href, seconds);
    if (await copyText(address))
      return showToast({ tone: "good", text: t("momentCopied", { time: formatClock(seconds) }) });
    window.history.replaceState(null, "", address);
    showToast({ tone: "bad", text: t("notCopied") });
  };
}
