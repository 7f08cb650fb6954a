"use client";
import { useFormatter, useTranslations } from "use-intl";
import { cx } from "@/components/ui/cx";
import type { DeviceView } from "@/lib/contracts/devices";
import { AccessPill } from "./access-pill";

type Props = { device: Pick<DeviceView, "online" | "last_seen_at" | "enrolled_at" | "revoked_at"> };

/** Online, or since when not, with a dot of its colour; or why nobody waits for it. */
export function DeviceState({ device: { online, last_seen_at, enrolled_at, revoked_at } }: Props) {
  const t = useTranslations("devices");
  const format = useFormatter();
  const offline = last_seen_at
    ? t("offlineSince", { time: format.dateTime(new Date(last_seen_at), "moment") })
    : t("never");
  if (revoked_at || !enrolled_at) return <AccessPill isRevoked={revoked_at !== null} />;
  return (
    <span
      className={cx(
        "inline-flex items-center gap-2 rounded-full px-2.5 py-1 text-xs font-medium",
        online ? "bg-live-soft text-live" : "bg-warn-soft text-warn",
      )}
    >
      <span aria-hidden className="size-2 shrink-0 rounded-full bg-current" />
      {online ? t("online") : offline}
    </span>
  );
}
