"use client";
import { Bell, ListChecks, Settings2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { AlertView } from "@/lib/contracts/alerts";
import { AlertBrief } from "./alert-brief";

type Props = { openCount: number; newest: readonly AlertView[] };

/** How many alerts are open; pressed, the newest few with their pictures. */
export function AlertBell({ openCount, newest }: Props) {
  const t = useTranslations("alerts");
  const router = useRouter();
  const more = openCount - newest.length;
  return (
    <Menu
      className="w-[min(23rem,calc(100vw-1.5rem))]"
      trigger={
        <button
          type="button"
          aria-label={t("bell", { count: openCount })}
          className="relative grid size-10 shrink-0 place-items-center rounded-full text-muted hover:bg-sunken hover:text-ink"
        >
          <Bell aria-hidden className="size-5" />
          {openCount > 0 && (
            <span
              aria-hidden
              className="absolute top-0 right-0 grid h-4.5 min-w-4.5 place-items-center rounded-full bg-danger px-1 text-[0.6875rem] leading-none font-semibold text-on-danger tabular-nums"
            >
              {openCount > 99 ? "99+" : openCount}
            </span>
          )}
        </button>
      }
    >
      <p className="px-3 pt-2 pb-1.5 text-sm font-semibold">{t("bellTitle")}</p>
      {newest.length === 0 && <p className="px-3 pt-1 pb-4 text-sm text-muted">{t("bellEmpty")}</p>}
      {newest.map((alert) => (
        <MenuItem key={alert.id} onSelect={() => router.push("/alerts")} className="py-1.5">
          <AlertBrief alert={alert} pictureWidth="w-20" />
        </MenuItem>
      ))}
      {more > 0 && <p className="px-3 py-2 text-xs text-muted">{t("bellMore", { count: more })}</p>}
      <MenuSeparator />
      <MenuItem onSelect={() => router.push("/alerts")}>
        <ListChecks aria-hidden className="size-4 text-muted" />
        {t("showAll")}
      </MenuItem>
      <MenuItem onSelect={() => router.push("/alerts/settings")}>
        <Settings2 aria-hidden className="size-4 text-muted" />
        {t("settings")}
      </MenuItem>
    </Menu>
  );
}
