"use client";
import { Camera, SquarePlay, Users } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { Skeleton } from "@/components/ui/skeleton";
import type { ClubDetail } from "@/lib/contracts/clubs";
import { ClubTime } from "./club-time";

export const CLUB_GRID = "grid grid-cols-1 gap-4 sm:grid-cols-2 xl:grid-cols-3";
const CARD = "relative rounded-card border border-line bg-surface p-5 shadow-card";

/** One club with what it holds; all of it is the link to its settings. */
export function ClubCard({ club, href }: { club: ClubDetail; href: string }) {
  const t = useTranslations("clubs");
  const { people, courts, cameras } = club.counts;
  const facts = [
    { icon: Users, text: t("people", { count: people }) },
    { icon: SquarePlay, text: t("courts", { count: courts }) },
    { icon: Camera, text: t("cameras", { count: cameras }) },
  ];
  return (
    <li className={`${CARD} transition-colors hover:border-line-strong`}>
      <h2 className="truncate text-base font-semibold tracking-tight">
        <Link href={href} className="rounded-control after:absolute after:inset-0 after:rounded-card">
          {club.name}
        </Link>
      </h2>
      <ClubTime timeZone={club.timezone} />
      <ul className="mt-4 flex flex-wrap gap-x-5 gap-y-1.5 text-sm text-muted tabular-nums">
        {facts.map(({ icon: Icon, text }) => (
          <li key={text} className="inline-flex items-center gap-1.5">
            <Icon aria-hidden className="size-4" />
            {text}
          </li>
        ))}
      </ul>
    </li>
  );
}

export const ClubCardSkeleton = () => (
  <div className={CARD}>
    <Skeleton className="h-6 w-40" />
    <Skeleton className="mt-1.5 h-4 w-28" />
    <Skeleton className="mt-4 h-5 w-64 max-w-full" />
  </div>
);
