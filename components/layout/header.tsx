"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { TopNavigation } from "./navigation";
import type { MainPlace } from "./places";
import { Brand } from "./vigie-mark";

type Props = {
  clubName: string | null;
  places: MainPlace[];
  /** Stays in sight below the bar. */
  banner: ReactNode;
  children: ReactNode;
};

export function Header({ clubName, places, banner, children }: Props) {
  const t = useTranslations("common");
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-canvas">
      <a
        href="#content"
        className="absolute top-2 left-2 z-50 -translate-y-20 rounded-control bg-action px-4 py-2 text-sm font-medium text-on-action focus:translate-y-0"
      >
        {t("skipToContent")}
      </a>
      <div className="page-width flex h-16 items-center gap-4 md:gap-8">
        <Link href={places[0]?.href ?? "/"} className="flex rounded-control" aria-label="Vigie">
          <Brand />
        </Link>
        <TopNavigation places={places} />
        <div className="ml-auto flex min-w-0 items-center gap-2">
          {clubName && <span className="hidden truncate text-sm text-muted lg:block">{clubName}</span>}
          {children}
        </div>
      </div>
      {banner}
    </header>
  );
}
