"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { LinkToGive } from "@/components/people/link-to-give";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { api } from "@/lib/client/api";
import { copyText } from "@/lib/client/copy-text";
import { routes } from "@/lib/client/routes";
import { usePeopleRefusal } from "@/lib/client/use-people-refusal";
import { useSubmit } from "@/lib/client/use-submit";
import type { PersonView } from "@/lib/contracts/users";

type Props = { person: PersonView; onClose: () => void; onChanged: () => void };

/** Asks first, since an earlier link works no more; then the new link. */
export function ResetPersonDialog({ person, onClose, onChanged }: Props) {
  const t = useTranslations();
  const { isBusy, error, submit } = useSubmit(usePeopleRefusal());
  const [made, setMade] = useState<{ url: string; expiresAt: string } | null>(null);
  const isInvited = person.state === "invited";
  const { name } = person;
  const title = isInvited ? t("people.newInvitationTitle", { name }) : t("people.resetTitle", { name });
  async function handleConfirm() {
    const answer = await submit(() => api(routes.userReset, { params: { id: person.id } }));
    if (answer) setMade({ url: answer.reset_url, expiresAt: answer.expires_at });
    onChanged();
  }
  if (!made)
    return (
      <ConfirmDialog
        isOpen
        isHarmless
        onOpenChange={onClose}
        title={title}
        body={isInvited ? t("people.newInvitationBody") : t("people.resetBody")}
        confirmLabel={t("people.makeLink")}
        cancelLabel={t("common.cancel")}
        isBusy={isBusy}
        error={error}
        onConfirm={() => void handleConfirm()}
      />
    );
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={title}
      description={t("people.invitedLead")}
      closeLabel={t("common.close")}
    >
      <LinkToGive
        {...made}
        kind={isInvited ? "invite" : "reset"}
        email={person.email}
        onCopy={copyText}
        onDone={onClose}
      />
    </Dialog>
  );
}
