"use client";
import { useTranslations } from "use-intl";
import { CourtDialog } from "@/components/courts/court-dialog";
import { DeleteCourtDialog } from "@/components/courts/delete-court-dialog";
import { useToast } from "@/components/ui/toast";
import { useAccount } from "@/lib/client/account";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import { useApi } from "@/lib/client/use-api";
import { usePlaceRefusal } from "@/lib/client/use-refusal-text";
import { useSubmit } from "@/lib/client/use-submit";
import type { CamerasOfDeleted, CourtView } from "@/lib/contracts/courts";

type Props = { onClose: () => void; onSaved: () => void };

/** Runs the change, then says it and closes; stays open with the reason otherwise. */
function useSaving({ onClose, onSaved }: Props) {
  const showToast = useToast();
  const { isBusy, error, submit } = useSubmit(usePlaceRefusal());
  async function save(change: () => Promise<object>, text: string) {
    if (!(await submit(change))) return;
    showToast({ tone: "good", text });
    onSaved();
    onClose();
  }
  return { isBusy, error, save };
}

export function AddCourt(props: Props) {
  const t = useTranslations("places");
  const { user } = useAccount();
  // Only who belongs to no club has to say which one.
  const clubs = useApi(routes.clubList, user.club_id === null ? { query: { limit: 200 } } : null);
  const { isBusy, error, save } = useSaving(props);
  if (user.club_id === null && !clubs.data) return null;
  return (
    <CourtDialog
      title={t("addCourt")}
      initialName=""
      clubs={clubs.data?.clubs ?? []}
      isBusy={isBusy}
      error={error}
      onSave={({ name, clubId }) =>
        void save(() => api(routes.courtCreate, { body: { name, club_id: clubId } }), t("courtAdded", { court: name }))
      }
      onClose={props.onClose}
    />
  );
}

export function RenameCourt({ court, ...props }: Props & { court: CourtView }) {
  const t = useTranslations("places");
  const { isBusy, error, save } = useSaving(props);
  const rename = (name: string) => api(routes.courtUpdate, { params: { id: court.id }, body: { name } });
  return (
    <CourtDialog
      title={t("rename")}
      initialName={court.name}
      clubs={[]}
      isBusy={isBusy}
      error={error}
      onSave={({ name }) => void save(() => rename(name), t("courtChanged", { court: name }))}
      onClose={props.onClose}
    />
  );
}

export function DeleteCourt({ court, cameraCount, ...props }: Props & { court: CourtView; cameraCount: number }) {
  const t = useTranslations("places");
  const { isBusy, error, save } = useSaving(props);
  const remove = (cameras: CamerasOfDeleted | undefined) =>
    api(routes.courtDelete, { params: { id: court.id }, query: { cameras } });
  return (
    <DeleteCourtDialog
      courtName={court.name}
      cameraCount={cameraCount}
      isBusy={isBusy}
      error={error}
      onDelete={(cameras) => void save(() => remove(cameras), t("courtDeleted", { court: court.name }))}
      onClose={props.onClose}
    />
  );
}
