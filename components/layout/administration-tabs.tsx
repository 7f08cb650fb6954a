"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl";
import { cx } from "@/components/ui/cx";
import { type AdministrationPlace, isAt } from "./places";

/** From one page of the administration to the next; nothing elsewhere. Too many for a phone's width scroll sideways. */
export function AdministrationTabs({ places }: { places: AdministrationPlace[] }) {
  const t = useTranslations("nav");
  const path = usePathname();
  if (!places.some((place) => isAt(place, path)) || places.length < 2) return null;
  return (
    <nav
      aria-label={t("places.administration")}
      className="-mx-4 mb-6 overflow-x-auto border-b border-line px-4 [scrollbar-width:none] md:mx-0 md:px-0"
    >
      <ul className="flex w-max gap-1">
        {places.map((place) => {
          const isHere = isAt(place, path);
          return (
            <li key={place.href}>
              <Link
                href={place.href}
                aria-current={isHere ? "page" : undefined}
                className={cx(
                  "block border-b-2 px-3 py-2.5 text-sm font-medium transition-colors -outline-offset-2",
                  isHere ? "border-sea text-sea" : "border-transparent text-muted hover:text-ink",
                )}
              >
                {t(`administration.${place.name}`)}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
