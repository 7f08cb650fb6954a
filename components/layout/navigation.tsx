"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl";
import { cx } from "@/components/ui/cx";
import { isAt, type MainPlace } from "./places";

type Props = { places: MainPlace[] };

/** In the header, from tablet width on. */
export function TopNavigation({ places }: Props) {
  const t = useTranslations("nav");
  const path = usePathname();
  return (
    <nav aria-label={t("label")} className="hidden gap-1 md:flex">
      {places.map((place) => (
        <Link
          key={place.href}
          href={place.href}
          aria-current={isAt(place, path) ? "page" : undefined}
          className={cx(
            "rounded-control px-3.5 py-2 text-sm font-medium transition-colors",
            isAt(place, path) ? "bg-sea-soft text-sea" : "text-muted hover:bg-sunken hover:text-ink",
          )}
        >
          {t(`places.${place.name}`)}
        </Link>
      ))}
    </nav>
  );
}

/** Under the thumb, on phones. */
export function BottomNavigation({ places }: Props) {
  const t = useTranslations("nav");
  const path = usePathname();
  const onPhones = places.filter(({ isWideOnly }) => !isWideOnly);
  if (onPhones.length < 2) return null;
  return (
    <nav
      aria-label={t("label")}
      className="fixed inset-x-0 bottom-0 z-30 grid auto-cols-fr grid-flow-col border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {onPhones.map((place) => (
        <Link
          key={place.href}
          href={place.href}
          aria-current={isAt(place, path) ? "page" : undefined}
          className={cx(
            "flex h-16 min-w-0 flex-col items-center justify-center gap-1 text-xs font-medium",
            isAt(place, path) ? "text-sea" : "text-muted",
          )}
        >
          <span className={cx("rounded-full px-4 py-0.5", isAt(place, path) && "bg-sea-soft")}>
            <place.icon aria-hidden className="size-5" />
          </span>
          <span className="max-w-full truncate px-0.5">{t(`short.${place.name}`)}</span>
        </Link>
      ))}
    </nav>
  );
}
