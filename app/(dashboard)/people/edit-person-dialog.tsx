"use client";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { RoleFields } from "@/components/people/role-fields";
import { Dialog } from "@/components/ui/dialog";
import { DialogActions } from "@/components/ui/dialog-actions";
import { TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { useToast } from "@/components/ui/toast";
import { useAccount } from "@/lib/client/account";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import type { ClubChoice } from "@/lib/client/use-clubs";
import { usePeopleRefusal } from "@/lib/client/use-people-refusal";
import { useSubmit } from "@/lib/client/use-submit";
import type { PersonView } from "@/lib/contracts/users";

type Props = { person: PersonView; clubs: ClubChoice[]; onClose: () => void; onChanged: () => void };

/** Name and role. Another role or club logs the person out, which is said before it happens. */
export function EditPersonDialog({ person, clubs, onClose, onChanged }: Props) {
  const t = useTranslations();
  const showToast = useToast();
  const { user } = useAccount();
  const { isBusy, error, submit } = useSubmit(usePeopleRefusal());
  const [name, setName] = useState(person.name);
  const [place, setPlace] = useState({ role: person.role, clubId: person.club_id });
  const clubId = place.role === "SUPER_ADMIN" ? null : (place.clubId ?? clubs[0]?.id ?? null);
  const isMoved = place.role !== person.role || clubId !== person.club_id;
  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (!name.trim()) return;
    const moved = { role: place.role, ...(clubs.length > 0 && { club_id: clubId }) };
    const body = { name: name.trim(), ...(isMoved && moved) };
    if (!(await submit(() => api(routes.userUpdate, { params: { id: person.id }, body })))) return;
    showToast({ tone: "good", text: t("people.saved") });
    onClose();
    onChanged();
  }
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("people.editTitle", { name: person.name })}
      description={person.email}
      closeLabel={t("common.close")}
    >
      <form onSubmit={(event) => void handleSubmit(event)} noValidate className="grid gap-4">
        <TextField
          label={t("people.name")}
          autoComplete="off"
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={name.trim() ? null : t("people.nameMissing")}
        />
        <RoleFields {...place} clubs={clubs} isDisabled={person.id === user.id} onChange={setPlace} />
        {isMoved && (
          <p role="status" className="rounded-control bg-warn-soft px-3 py-2.5 text-sm text-warn">
            {t("people.movedHint")}
          </p>
        )}
        <FormError text={error} />
        <DialogActions submitLabel={t("common.save")} isBusy={isBusy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
