"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { WallBar } from "@/components/wall/wall-bar";
import { fitGrid } from "@/lib/client/fit-grid";
import { useFullScreen } from "@/lib/client/use-full-screen";
import { useKeys } from "@/lib/client/use-keys";
import { useSize } from "@/lib/client/use-size";
import type { WallAddress } from "@/lib/client/wall-address";
import { moveOf } from "@/lib/client/wall-keys";
import type { CourtView } from "@/lib/contracts/courts";
import { useFrameBudget } from "./use-frame-budget";
import { WallTile } from "./wall-tile";

/** What one page holds and one connection serves (lib/realtime/frame-sender.ts allows 48 pictures). */
const TILES = 24;
const GAP = 6;

type Props = {
  courts: CourtView[] | undefined;
  address: WallAddress;
  onChange: (change: Partial<WallAddress>) => void;
};

export function WallGrid({ courts = [], address, onChange }: Props) {
  const router = useRouter();
  const fullScreen = useFullScreen();
  const roomRef = useRef<HTMLDivElement>(null);
  const size = useSize(roomRef);
  const { fps, meter } = useFrameBudget();
  const [focused, setFocused] = useState(0);
  const pages = Math.max(1, Math.ceil(courts.length / TILES));
  const page = Math.min(address.page, pages);
  const shown = courts.slice((page - 1) * TILES, page * TILES);
  const grid = fitGrid(shown.length, size?.width ?? 0, size?.height ?? 0, GAP);
  const showsClub = new Set(courts.map(({ club_id }) => club_id)).size > 1;
  const index = Math.min(focused, Math.max(0, shown.length - 1));
  const tileAt = (at: number) => roomRef.current?.querySelectorAll<HTMLElement>("[data-tile]")[at];

  const isShown = shown.length > 0 && grid.tileWidth > 0;
  useEffect(() => {
    // Keys work at once, without a first Tab; whoever is somewhere else already stays there.
    if (isShown && document.activeElement === document.body)
      roomRef.current?.querySelector<HTMLElement>("[data-tile]")?.focus({ preventScroll: true });
  }, [isShown]);

  const turnPage = (by: number) => onChange({ page: Math.min(pages, Math.max(1, page + by)) });
  useKeys((event) => {
    const move = moveOf(event.key, { index, count: shown.length, columns: grid.columns });
    if (!move) return;
    event.preventDefault();
    if (move.kind === "focus") tileAt(move.index)?.focus();
    else if (move.kind === "page") turnPage(move.by);
    else if (move.kind === "fullScreen") fullScreen.toggle();
    else if (address.kiosk) onChange({ kiosk: false });
    else router.push("/courts");
  });

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {!address.kiosk && (
        <WallBar
          count={courts.length}
          fps={fps}
          fullScreen={fullScreen}
          pages={pages > 1 ? { page, pages, perPage: TILES, all: courts.length, onTurn: turnPage } : null}
        />
      )}
      <div ref={roomRef} className="min-h-0 flex-1 overflow-y-auto" style={{ margin: GAP }}>
        <ul className="flex min-h-full flex-wrap content-center justify-center" style={{ gap: GAP }}>
          {isShown &&
            shown.map((court, at) => (
              <WallTile
                key={court.id}
                court={court}
                width={grid.tileWidth}
                showsClub={showsClub}
                fps={fps}
                meter={meter}
                isFocusable={at === index}
                onFocus={() => setFocused(at)}
                onOpen={() => onChange({ court: court.id })}
              />
            ))}
        </ul>
      </div>
    </div>
  );
}
