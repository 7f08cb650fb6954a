"use client";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { RuleFields } from "@/components/alerts/rule-fields";
import { Dialog } from "@/components/ui/dialog";
import { DialogActions } from "@/components/ui/dialog-actions";
import { FormError } from "@/components/ui/form-error";
import { useToast } from "@/components/ui/toast";
import { isComplete, NEW_RULE, type RuleDraft, toDraft } from "@/lib/client/alerts/rule-draft";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import { useErrorText } from "@/lib/client/use-error-text";
import { usePlaces } from "@/lib/client/use-places";
import { useSubmit } from "@/lib/client/use-submit";
import type { AlertRuleView } from "@/lib/contracts/alerts";

type Props = {
  isOpen: boolean;
  /** Null for a new one. */
  rule: AlertRuleView | null;
  clubId: number;
  onClose: () => void;
  onSaved: () => void;
};

export function RuleDialog(props: Props) {
  const t = useTranslations();
  const { isOpen, rule, onClose } = props;
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(next) => !next && onClose()}
      title={t(rule ? "alerts.editRule" : "alerts.newRule")}
      closeLabel={t("common.close")}
    >
      <RuleForm key={rule?.id ?? "new"} {...props} />
    </Dialog>
  );
}

function RuleForm({ rule, clubId, onClose, onSaved }: Props) {
  const t = useTranslations();
  const toast = useToast();
  const { places } = usePlaces();
  const { isBusy, error, submit } = useSubmit(useErrorText());
  const [draft, setDraft] = useState<RuleDraft>(() => (rule ? toDraft(rule) : NEW_RULE));
  const [isTried, setIsTried] = useState(false);
  const cameras = (places?.cameras ?? []).filter((camera) => camera.club_id === clubId);
  const serves = (deviceId: string) => cameras.some((camera) => camera.device_id === deviceId);
  const devices = (places?.devices ?? []).filter((device) => device.club_id === clubId || serves(device.id));
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (!isComplete(draft)) return;
    const saved = await submit(() =>
      rule
        ? api(routes.alertRuleUpdate, { params: { id: rule.id }, body: draft })
        : api(routes.alertRuleCreate, { body: { ...draft, club_id: clubId } }),
    );
    if (!saved) return;
    toast({ tone: "good", text: t("alerts.ruleSaved") });
    onSaved();
    onClose();
  };
  return (
    <form onSubmit={(event) => void save(event)} noValidate className="grid gap-5">
      <RuleFields
        value={draft}
        devices={devices}
        cameras={cameras}
        timeZone={rule?.timezone ?? null}
        isTried={isTried}
        onChange={setDraft}
      />
      <FormError text={error} />
      <DialogActions submitLabel={t("common.save")} isBusy={isBusy} onCancel={onClose} />
    </form>
  );
}
