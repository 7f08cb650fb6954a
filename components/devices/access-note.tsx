"use client";
import { Ban, QrCode } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { cx } from "@/components/ui/cx";
import type { DeviceView } from "@/lib/contracts/devices";

/** Why nothing is heard of a device that nobody speaks for; nothing for any other. */
export function AccessNote({ device: { enrolled_at, revoked_at } }: { device: DeviceView }) {
  const t = useTranslations("enrolment");
  const format = useFormatter();
  if (enrolled_at && !revoked_at) return null;
  const Icon = revoked_at ? Ban : QrCode;
  const title = revoked_at
    ? t("revokedTitle", { time: format.dateTime(new Date(revoked_at), "moment") })
    : t("newTitle");
  return (
    <div
      className={cx(
        "mb-5 flex items-start gap-3 rounded-card px-4 py-3.5 text-sm",
        revoked_at ? "bg-warn-soft text-warn" : "bg-sea-soft text-sea",
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div>
        <p className="font-medium">{title}</p>
        <p className="mt-0.5 text-ink">{t(revoked_at ? "revokedBody" : "newBody")}</p>
      </div>
    </div>
  );
}
