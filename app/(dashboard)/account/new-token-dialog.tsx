"use client";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { ScopeChoice } from "@/components/account/scope-choice";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Dialog } from "@/components/ui/dialog";
import { DialogActions } from "@/components/ui/dialog-actions";
import { SelectField, TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { useAccount } from "@/lib/client/account";
import { api } from "@/lib/client/api";
import { copyText } from "@/lib/client/copy-text";
import { routes } from "@/lib/client/routes";
import { usePeopleRefusal } from "@/lib/client/use-people-refusal";
import { useSubmit } from "@/lib/client/use-submit";
import type { TokenScope } from "@/lib/contracts/account";
import { NEVER_IN_A_SCOPE, PERMISSION_NAMES } from "@/lib/contracts/permissions";

const DAYS = [30, 90, 365] as const;
const never: readonly string[] = NEVER_IN_A_SCOPE;
const SCOPES = PERMISSION_NAMES.filter((name): name is TokenScope => !never.includes(name));

type Props = { onClose: () => void; onMade: () => void };

/** What the token is for, then the token itself, this once. */
export function NewTokenDialog({ onClose, onMade }: Props) {
  const t = useTranslations();
  const [token, setToken] = useState<string | null>(null);
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={token ? t("account.tokenMade") : t("account.newToken")}
      description={token ? t("account.tokenOnce") : t("account.tokensLead")}
      closeLabel={t("common.close")}
    >
      {token ? (
        <div className="grid gap-5">
          <CopyField
            label={t("account.token")}
            value={token}
            copyLabel={t("people.copy")}
            copiedLabel={t("people.copied")}
            onCopy={copyText}
          />
          <div className="flex justify-end">
            <Button onClick={onClose}>{t("people.done")}</Button>
          </div>
        </div>
      ) : (
        <TokenForm
          onCancel={onClose}
          onMade={(made) => {
            setToken(made);
            onMade();
          }}
        />
      )}
    </Dialog>
  );
}

function TokenForm({ onCancel, onMade }: { onCancel: () => void; onMade: (token: string) => void }) {
  const t = useTranslations("account");
  const { can } = useAccount();
  const { isBusy, error, submit } = useSubmit(usePeopleRefusal());
  const [name, setName] = useState("");
  const [wasTried, setWasTried] = useState(false);
  const [days, setDays] = useState<number | null>(90);
  const [scopes, setScopes] = useState<TokenScope[] | null>(null);
  const isEmpty = scopes !== null && scopes.length === 0;
  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    setWasTried(true);
    if (!name.trim() || isEmpty) return;
    const body = { name: name.trim(), scopes: scopes ?? [], expires_in_days: days };
    const answer = await submit(() => api(routes.tokenCreate, { body }));
    if (answer) onMade(answer.token);
  }
  return (
    <form onSubmit={(event) => void handleSubmit(event)} noValidate className="grid gap-4">
      <TextField
        label={t("tokenName")}
        placeholder={t("tokenNameHint")}
        autoComplete="off"
        maxLength={80}
        value={name}
        error={wasTried && !name.trim() ? t("tokenNameMissing") : null}
        onChange={(event) => setName(event.target.value)}
      />
      <SelectField
        label={t("expires")}
        value={days ?? ""}
        onChange={(event) => setDays(Number(event.target.value) || null)}
      >
        {DAYS.map((count) => (
          <option key={count} value={count}>
            {t("inDays", { count })}
          </option>
        ))}
        <option value="">{t("forEver")}</option>
      </SelectField>
      <ScopeChoice
        choices={SCOPES.filter((scope) => can(scope))}
        chosen={scopes}
        error={wasTried && isEmpty ? t("scopesMissing") : null}
        onChange={setScopes}
      />
      <FormError text={error} />
      <DialogActions submitLabel={t("makeToken")} isBusy={isBusy} onCancel={onCancel} />
    </form>
  );
}
