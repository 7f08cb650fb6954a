"use client";
import { WifiOff } from "lucide-react";
import { useTranslations } from "use-intl";

/** Always in the page, so that its words are read out when they appear. */
export function OfflineBanner({ isOffline }: { isOffline: boolean }) {
  const t = useTranslations("link");
  return (
    <div role="status" aria-live="polite">
      {isOffline && (
        <div className="border-t border-line bg-warn-soft text-warn">
          <p className="page-width flex items-center gap-2.5 py-2.5 text-sm font-medium">
            <WifiOff aria-hidden className="size-4 shrink-0" />
            {t("offline")}
          </p>
        </div>
      )}
    </div>
  );
}
