"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { cx } from "@/components/ui/cx";
import { isAt, type Section } from "./places";

/** From one page of a section to the next; nothing elsewhere. Too many for a phone's width scroll sideways. */
export function SectionTabs({ name, places }: Section) {
  const t = useTranslations("nav");
  const path = usePathname();
  const listRef = useRef<HTMLUListElement>(null);
  const here = places.find((place) => isAt(place, path))?.href;
  useEffect(() => {
    // On a phone the tab one is at may lie outside of what is seen. Only sideways: the page stays where it is.
    const tab = listRef.current?.querySelector<HTMLElement>(`a[href="${here}"]`);
    const strip = listRef.current?.parentElement;
    if (tab && strip) strip.scrollLeft = tab.offsetLeft - (strip.clientWidth - tab.offsetWidth) / 2;
  }, [here]);
  if (here === undefined || places.length < 2) return null;
  return (
    <nav
      aria-label={t(`places.${name}`)}
      className="-mx-4 -mt-3 mb-6 overflow-x-auto border-b border-line px-4 [scrollbar-width:none] md:mx-0 md:px-0"
    >
      <ul ref={listRef} className="flex w-max gap-1">
        {places.map((place) => {
          const isHere = place.href === here;
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
                {t(`sections.${place.name}`)}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
