"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { PersonMenu } from "@/components/people/person-menu";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/toast";
import { useAccount } from "@/lib/client/account";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import type { ClubChoice } from "@/lib/client/use-clubs";
import { usePeopleRefusal } from "@/lib/client/use-people-refusal";
import { useSubmit } from "@/lib/client/use-submit";
import type { PersonView } from "@/lib/contracts/users";
import { EditPersonDialog } from "./edit-person-dialog";
import { ResetPersonDialog } from "./reset-person-dialog";

type Props = { person: PersonView; clubs: ClubChoice[]; onChanged: () => void };

/** The menu of one person, and the dialogs behind it. */
export function PersonActions({ person, clubs, onChanged }: Props) {
  const { user } = useAccount();
  const [open, setOpen] = useState<"edit" | "link" | "toggle" | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <PersonMenu
        person={person}
        isSelf={person.id === user.id}
        onEdit={() => setOpen("edit")}
        onLink={() => setOpen("link")}
        onToggle={() => setOpen("toggle")}
      />
      {open === "edit" && <EditPersonDialog person={person} clubs={clubs} onClose={close} onChanged={onChanged} />}
      {open === "link" && <ResetPersonDialog person={person} onClose={close} onChanged={onChanged} />}
      {open === "toggle" && <TogglePerson person={person} onClose={close} onChanged={onChanged} />}
    </>
  );
}

type ToggleProps = Omit<Props, "clubs"> & { onClose: () => void };

/** Disabling asks first and says what it ends; enabling says what comes back. */
function TogglePerson({ person, onClose, onChanged }: ToggleProps) {
  const t = useTranslations();
  const showToast = useToast();
  const { isBusy, error, submit } = useSubmit(usePeopleRefusal());
  const isDisabled = person.state === "disabled";
  const { name } = person;
  async function handleConfirm() {
    const body = { disabled: !isDisabled };
    if (!(await submit(() => api(routes.userUpdate, { params: { id: person.id }, body })))) return;
    showToast({ tone: "good", text: isDisabled ? t("people.enabled", { name }) : t("people.disabled", { name }) });
    onClose();
    onChanged();
  }
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      isHarmless={isDisabled}
      title={isDisabled ? t("people.enableTitle", { name }) : t("people.disableTitle", { name })}
      body={isDisabled ? t("people.enableBody") : t("people.disableBody")}
      confirmLabel={isDisabled ? t("people.enable") : t("people.disable")}
      cancelLabel={t("common.cancel")}
      isBusy={isBusy}
      error={error}
      onConfirm={() => void handleConfirm()}
    />
  );
}
