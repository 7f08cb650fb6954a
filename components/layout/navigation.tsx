"use client";
import { Clapperboard, type LucideIcon, SquarePlay } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl";
import { cx } from "@/components/ui/cx";

type Place = { href: string; label: string; icon: LucideIcon; isHere: boolean };

function usePlaces(canSeeVideos: boolean): Place[] {
  const t = useTranslations("nav");
  const path = usePathname();
  const isIn = (...roots: string[]) => roots.some((root) => path === root || path.startsWith(`${root}/`));
  const courts = { href: "/courts", label: t("courts"), icon: SquarePlay, isHere: isIn("/courts", "/sessions") };
  const videos = { href: "/videos", label: t("videos"), icon: Clapperboard, isHere: isIn("/videos") };
  return canSeeVideos ? [courts, videos] : [courts];
}

type Props = { canSeeVideos: boolean };

/** In the header, from tablet width on. */
export function TopNavigation({ canSeeVideos }: Props) {
  const t = useTranslations("nav");
  return (
    <nav aria-label={t("label")} className="hidden gap-1 md:flex">
      {usePlaces(canSeeVideos).map(({ href, label, isHere }) => (
        <Link
          key={href}
          href={href}
          aria-current={isHere ? "page" : undefined}
          className={cx(
            "rounded-control px-3.5 py-2 text-sm font-medium transition-colors",
            isHere ? "bg-sea-soft text-sea" : "text-muted hover:bg-sunken hover:text-ink",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

/** Under the thumb, on phones. */
export function BottomNavigation({ canSeeVideos }: Props) {
  const t = useTranslations("nav");
  const places = usePlaces(canSeeVideos);
  if (places.length < 2) return null;
  return (
    <nav
      aria-label={t("label")}
      className="fixed inset-x-0 bottom-0 z-30 grid auto-cols-fr grid-flow-col border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {places.map(({ href, label, icon: Icon, isHere }) => (
        <Link
          key={href}
          href={href}
          aria-current={isHere ? "page" : undefined}
          className={cx(
            "flex h-16 flex-col items-center justify-center gap-1 text-xs font-medium",
            isHere ? "text-sea" : "text-muted",
          )}
        >
          <span className={cx("rounded-full px-4 py-0.5", isHere && "bg-sea-soft")}>
            <Icon aria-hidden className="size-5" />
          </span>
          {label}
        </Link>
      ))}
    </nav>
  );
}
