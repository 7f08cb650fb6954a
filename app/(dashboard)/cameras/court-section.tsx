"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { CourtMenu } from "@/components/courts/court-menu";
import { Button } from "@/components/ui/button";
import { useAccount } from "@/lib/client/account";
import { moveCourt } from "@/lib/client/move-court";
import type { Places } from "@/lib/client/use-places";
import type { CourtView } from "@/lib/contracts/courts";
import { CameraDialog } from "./camera-dialog";
import { CameraTile } from "./camera-tile";
import { DeleteCourt, RenameCourt } from "./court-dialogs";

type Props = {
  /** Null gathers the cameras of no court. */
  court: CourtView | null;
  places: Places;
  showsClub: boolean;
  onChanged: () => void;
};

/** A court with one camera takes one place of the grid, one with several a row of its own. */
export const PLACE_GRID = "grid gap-x-5 gap-y-4 md:grid-cols-2 xl:grid-cols-3";

/** A court with the cameras that film it, and what can be done with both. */
export function CourtSection({ court, places, showsClub, onChanged }: Props) {
  const t = useTranslations("places");
  const { can } = useAccount();
  const [open, setOpen] = useState<"camera" | "rename" | "delete" | null>(null);
  const cameras = places.cameras.filter(({ court_id }) => court_id === (court?.id ?? null));
  const siblings = places.courts.filter(({ club_id }) => club_id === court?.club_id);
  const close = () => setOpen(null);
  const move = (by: -1 | 1) => {
    const to = court ? siblings.indexOf(court) + by : -1;
    return court && siblings[to] ? () => void moveCourt(siblings, court.id, by).finally(onChanged) : undefined;
  };
  const name = court?.name ?? t("withoutCourt");
  return (
    <section aria-label={name} className={cameras.length > 1 ? "col-span-full" : undefined}>
      <div className="mb-3 flex min-h-10 items-center gap-2">
        <h2 className="min-w-0 flex-1 truncate text-base font-semibold tracking-tight">
          {name}
          {showsClub && court && <span className="ml-2 text-sm font-normal text-muted">{court.club_name}</span>}
        </h2>
        {court && can("camera:write") && (
          <Button size="small" aria-label={t("addCameraTo", { court: court.name })} onClick={() => setOpen("camera")}>
            <Plus aria-hidden className="size-4 text-muted" />
            {t("addCamera")}
          </Button>
        )}
        {court && can("court:write") && (
          <CourtMenu
            name={court.name}
            onMoveUp={move(-1)}
            onMoveDown={move(1)}
            onRename={() => setOpen("rename")}
            onDelete={() => setOpen("delete")}
          />
        )}
      </div>
      {cameras.length === 0 ? (
        <p className="grid min-h-32 place-items-center rounded-card border border-line border-dashed px-4 text-center text-sm text-muted">
          {t("noCamera")}
        </p>
      ) : (
        <div className={cameras.length > 1 ? PLACE_GRID : "grid"}>
          {cameras.map((camera) => (
            <CameraTile key={camera.id} camera={camera} places={places} onChanged={onChanged} />
          ))}
        </div>
      )}
      {court && open === "camera" && (
        <CameraDialog places={places} camera={null} courtId={court.id} onClose={close} onSaved={onChanged} />
      )}
      {court && open === "rename" && <RenameCourt court={court} onClose={close} onSaved={onChanged} />}
      {court && open === "delete" && (
        <DeleteCourt court={court} cameraCount={cameras.length} onClose={close} onSaved={onChanged} />
      )}
    </section>
  );
}
