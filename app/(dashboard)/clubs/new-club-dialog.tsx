"use client";
import { type FormEvent, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { ClubFields, type ClubSettings } from "@/components/clubs/club-fields";
import { Dialog } from "@/components/ui/dialog";
import { DialogActions } from "@/components/ui/dialog-actions";
import { FormError } from "@/components/ui/form-error";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import { usePeopleRefusal } from "@/lib/client/use-people-refusal";
import { useSubmit } from "@/lib/client/use-submit";
import type { ClubView } from "@/lib/contracts/clubs";

type Props = { onClose: () => void; onAdded: (club: ClubView) => void };

export function NewClubDialog({ onClose, onAdded }: Props) {
  const t = useTranslations();
  const { isBusy, error, submit } = useSubmit(usePeopleRefusal());
  const [value, setValue] = useState<ClubSettings>({
    ...{ name: "", locale: useLocale() },
    // The club is most often where its administrator is.
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...{ players_may_see_own: false, sharing_allowed: false, replays_enabled: false },
  });
  const [wasTried, setWasTried] = useState(false);
  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    setWasTried(true);
    if (!value.name.trim()) return;
    const answer = await submit(() => api(routes.clubCreate, { body: value }));
    if (answer) onAdded(answer.club);
  }
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("clubs.addTitle")}
      description={t("clubs.addLead")}
      closeLabel={t("common.close")}
    >
      <form onSubmit={(event) => void handleSubmit(event)} noValidate className="grid gap-4">
        <ClubFields value={value} isTried={wasTried} onChange={setValue} />
        <FormError text={error} />
        <DialogActions submitLabel={t("clubs.add")} isBusy={isBusy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
