"use client";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { LinkToGive } from "@/components/people/link-to-give";
import { RoleFields } from "@/components/people/role-fields";
import { Dialog } from "@/components/ui/dialog";
import { DialogActions } from "@/components/ui/dialog-actions";
import { TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { api } from "@/lib/client/api";
import { copyText } from "@/lib/client/copy-text";
import { routes } from "@/lib/client/routes";
import type { ClubChoice } from "@/lib/client/use-clubs";
import { usePeopleRefusal } from "@/lib/client/use-people-refusal";
import { useSubmit } from "@/lib/client/use-submit";
import type { Role } from "@/lib/contracts/common";

type Props = { clubs: ClubChoice[]; clubId: number | null; onClose: () => void; onInvited: () => void };
type Missing = { name?: boolean; email?: boolean };
type Made = { name: string; email: string; url: string; expiresAt: string };

/** Who is invited, then the link to give them. */
export function InvitePersonDialog({ clubs, clubId, onClose, onInvited }: Props) {
  const t = useTranslations();
  const [made, setMade] = useState<Made | null>(null);
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={made ? t("people.invitedTitle", { name: made.name }) : t("people.inviteTitle")}
      description={made ? t("people.invitedLead") : t("people.inviteLead")}
      closeLabel={t("common.close")}
    >
      {made ? (
        <LinkToGive {...made} kind="invite" onCopy={copyText} onDone={onClose} />
      ) : (
        <InviteForm
          clubs={clubs}
          clubId={clubId}
          onCancel={onClose}
          onMade={(link) => {
            setMade(link);
            onInvited();
          }}
        />
      )}
    </Dialog>
  );
}

type FormProps = Pick<Props, "clubs" | "clubId"> & { onCancel: () => void; onMade: (made: Made) => void };

function InviteForm({ clubs, clubId, onCancel, onMade }: FormProps) {
  const t = useTranslations("people");
  const { isBusy, error, submit } = useSubmit(usePeopleRefusal());
  const [missing, setMissing] = useState<Missing>({});
  const [place, setPlace] = useState<{ role: Role; clubId: number | null }>({ role: "STAFF", clubId });
  async function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [name, email] = [String(form.get("name")).trim(), String(form.get("email")).trim()];
    const isAddress = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email);
    setMissing({ name: !name, email: !isAddress });
    if (!name || !isAddress) return;
    const { role } = place;
    const club_id = clubs.length === 0 || role === "SUPER_ADMIN" ? undefined : (place.clubId ?? clubs[0]!.id);
    const answer = await submit(() => api(routes.userInvite, { body: { name, email, role, club_id } }));
    if (answer) onMade({ name, email, url: answer.invite_url, expiresAt: answer.expires_at });
  }
  return (
    <form onSubmit={(event) => void handleSubmit(event)} noValidate className="grid gap-4">
      <TextField
        label={t("name")}
        name="name"
        autoComplete="off"
        maxLength={80}
        error={missing.name ? t("nameMissing") : null}
      />
      <TextField
        label={t("email")}
        name="email"
        type="email"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        error={missing.email ? t("emailMissing") : null}
      />
      <RoleFields {...place} clubs={clubs} onChange={setPlace} />
      <FormError text={error} />
      <DialogActions submitLabel={t("makeInvitation")} isBusy={isBusy} onCancel={onCancel} />
    </form>
  );
}
