"use client";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { ChoiceList } from "@/components/alerts/choice-list";
import { useKindName } from "@/components/alerts/use-kind-name";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Dialog } from "@/components/ui/dialog";
import { DialogActions } from "@/components/ui/dialog-actions";
import { TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { ALERT_KINDS, toggled } from "@/lib/client/alerts/rule-draft";
import { api } from "@/lib/client/api";
import { isApiError } from "@/lib/client/api-error";
import { copyText } from "@/lib/client/copy-text";
import { routes } from "@/lib/client/routes";
import { useErrorText } from "@/lib/client/use-error-text";
import { useSubmit } from "@/lib/client/use-submit";

type Props = { clubId: number; onClose: () => void; onMade: () => void };

/** Where to, then the secret, this once. */
export function WebhookDialog({ clubId, onClose, onMade }: Props) {
  const t = useTranslations();
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t(secret ? "webhooks.madeTitle" : "webhooks.add")}
      description={t(secret ? "webhooks.madeOnce" : "webhooks.lead")}
      closeLabel={t("common.close")}
    >
      {secret ? (
        <div className="grid gap-5">
          <CopyField
            label={t("webhooks.secret")}
            value={secret}
            copyLabel={t("webhooks.copy")}
            copiedLabel={t("webhooks.copied")}
            onCopy={copyText}
          />
          <div className="flex justify-end">
            <Button onClick={onClose}>{t("webhooks.done")}</Button>
          </div>
        </div>
      ) : (
        <WebhookForm
          clubId={clubId}
          onCancel={onClose}
          onMade={(made) => {
            setSecret(made);
            onMade();
          }}
        />
      )}
    </Dialog>
  );
}

type FormProps = { clubId: number; onCancel: () => void; onMade: (secret: string) => void };

function WebhookForm({ clubId, onCancel, onMade }: FormProps) {
  const t = useTranslations();
  const kindName = useKindName();
  const { isBusy, error, submit } = useSubmit(useRefusal());
  const [url, setUrl] = useState("");
  const [kinds, setKinds] = useState<string[]>([]);
  const [isTried, setIsTried] = useState(false);
  const isMissing = isTried && !url.trim();
  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    setIsTried(true);
    if (!url.trim()) return;
    const made = await submit(() => api(routes.webhookCreate, { body: { url: url.trim(), kinds, club_id: clubId } }));
    if (made) onMade(made.secret);
  }
  return (
    <form onSubmit={(event) => void handleSubmit(event)} noValidate className="grid gap-4">
      <TextField
        label={t("webhooks.address")}
        hint={t("webhooks.addressHint")}
        type="url"
        autoComplete="off"
        maxLength={2_000}
        value={url}
        error={isMissing ? t("webhooks.addressMissing") : null}
        onChange={(event) => setUrl(event.target.value)}
      />
      <ChoiceList
        label={t("webhooks.kinds")}
        note={kinds.length === 0 ? t("webhooks.allKinds") : undefined}
        choices={ALERT_KINDS.map((id) => ({ id: String(id), name: kindName(id) }))}
        chosen={kinds}
        onToggle={(kind) => setKinds(toggled(kinds, kind))}
      />
      <FormError text={error} />
      <DialogActions submitLabel={t("webhooks.add")} isBusy={isBusy} onCancel={onCancel} />
    </form>
  );
}

const CAUSES = ["has_login", "wrong_scheme", "private_address", "unknown_name", "not_an_address"] as const;

/** What is wrong with the address, where the server says it. */
function useRefusal(): (error: unknown) => string {
  const t = useTranslations("webhooks");
  const errorText = useErrorText();
  return (error) => {
    const details = isApiError(error) ? (error.details as { cause?: unknown } | undefined) : undefined;
    const cause = CAUSES.find((known) => known === details?.cause);
    return cause ? t(`refused.${cause}`) : errorText(error);
  };
}
