"use client";
import { ChevronLeft, ChevronRight, LayoutGrid, SquarePlay } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { CourtScene } from "@/components/cameras/court-scene";
import { cx } from "@/components/ui/cx";
import { TileLabel } from "@/components/wall/tile-label";
import { TileNote } from "@/components/wall/tile-note";
import { Bar, FullScreenButton } from "@/components/wall/wall-bar";
import { WallButton, wallButtonClasses } from "@/components/wall/wall-button";
import { useFullScreen } from "@/lib/client/use-full-screen";
import { useKeys } from "@/lib/client/use-keys";
import type { WallAddress } from "@/lib/client/wall-address";
import type { CourtView } from "@/lib/contracts/courts";
import { PROFILES } from "@/lib/contracts/frame";
import { useCourtPicture } from "./use-court-picture";

type Props = {
  courts: CourtView[] | undefined;
  address: WallAddress;
  onChange: (change: Partial<WallAddress>) => void;
};

/** One court as large as the screen; the arrows go to its neighbours. */
export function WallLarge({ courts, address, onChange }: Props) {
  const t = useTranslations("wall");
  const router = useRouter();
  const fullScreen = useFullScreen();
  const stageRef = useRef<HTMLDivElement>(null);
  const at = courts?.findIndex(({ id }) => id === address.court) ?? -1;
  const court = courts?.[at];
  const sessionHref = court?.session?.status === "active" ? `/sessions/${court.session.session_id}` : null;
  useEffect(() => stageRef.current?.focus({ preventScroll: true }), []);

  const go = (by: number) => {
    if (courts && at >= 0) onChange({ court: courts[(at + by + courts.length) % courts.length]!.id });
  };
  useKeys((event) => {
    if (event.key === "ArrowLeft") go(-1);
    else if (event.key === "ArrowRight") go(1);
    else if (event.key === "Escape") onChange({ court: null });
    else if (event.key.toLowerCase() === "f") fullScreen.toggle();
    else if (event.key === "Enter" && event.target === stageRef.current && sessionHref) router.push(sessionHref);
    else return;
    event.preventDefault();
  });

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {!address.kiosk && (
        <Bar>
          <WallButton label={t("toGrid")} onClick={() => onChange({ court: null })}>
            <LayoutGrid aria-hidden className="size-4.5" />
          </WallButton>
          <h1 className="min-w-0 truncate font-semibold tracking-tight">{court?.name ?? t("title")}</h1>
          <span className="ml-auto" />
          <WallButton label={t("previous")} disabled={(courts?.length ?? 0) < 2} onClick={() => go(-1)}>
            <ChevronLeft aria-hidden className="size-4.5" />
          </WallButton>
          <WallButton label={t("next")} disabled={(courts?.length ?? 0) < 2} onClick={() => go(1)}>
            <ChevronRight aria-hidden className="size-4.5" />
          </WallButton>
          {sessionHref && (
            <Link href={sessionHref} aria-label={t("session")} title={t("session")} className={wallButtonClasses}>
              <SquarePlay aria-hidden className="size-4.5" />
            </Link>
          )}
          <FullScreenButton {...fullScreen} />
        </Bar>
      )}
      <div ref={stageRef} tabIndex={-1} className="relative min-h-0 flex-1 outline-none">
        {court && <LargePicture key={court.id} court={court} />}
        {courts && !court && <p className="grid size-full place-items-center p-6 text-stage-muted">{t("courtGone")}</p>}
      </div>
    </div>
  );
}

function LargePicture({ court }: { court: CourtView }) {
  const t = useTranslations("camera");
  const { picture, status, note, hasPicture, isStale } = useCourtPicture(court, "full", PROFILES.full.fps);
  return (
    <div ref={picture.frameRef} data-status={status} className="@container absolute inset-0">
      {!hasPicture && <CourtScene />}
      <canvas
        ref={picture.canvasRef}
        role="img"
        aria-label={t(note ? "lastPictureOf" : "pictureOf", { name: court.name })}
        aria-hidden={!hasPicture}
        className={cx(
          "absolute inset-0 size-full object-contain transition-[filter,opacity] duration-300",
          !hasPicture && "invisible",
          isStale && "opacity-45 grayscale",
        )}
      />
      {note && <TileNote {...note} />}
      <TileLabel court={court} showsClub={false} status={status} readAgeMs={picture.readAgeMs} />
    </div>
  );
}
