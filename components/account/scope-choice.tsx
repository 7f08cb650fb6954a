"use client";
import { useTranslations } from "use-intl";
import { FormError } from "@/components/ui/form-error";

type Props<Scope extends string> = {
  choices: readonly Scope[];
  /** Null: everything its owner may do. */
  chosen: readonly Scope[] | null;
  error: string | null;
  onChange: (chosen: Scope[] | null) => void;
};

const LINE = "flex min-h-9 cursor-pointer items-center gap-2.5 text-sm";

/** All or some of the permissions, by the names the API's description gives them. */
export function ScopeChoice<Scope extends string>({ choices, chosen, error, onChange }: Props<Scope>) {
  const t = useTranslations("account");
  const toggle = (scope: Scope, isOn: boolean) =>
    onChange(choices.filter((one) => (one === scope ? isOn : chosen?.includes(one))));
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{t("scopes")}</legend>
      <label className={LINE}>
        <input
          type="radio"
          name="reach"
          className="size-4 accent-sea"
          checked={chosen === null}
          onChange={() => onChange(null)}
        />
        {t("allScopes")}
      </label>
      <label className={LINE}>
        <input
          type="radio"
          name="reach"
          className="size-4 accent-sea"
          checked={chosen !== null}
          onChange={() => onChange([])}
        />
        {t("someScopes")}
      </label>
      {chosen && (
        <div className="mt-1 grid max-h-52 grid-cols-2 gap-x-4 overflow-y-auto rounded-control border border-line px-3 py-1.5">
          {choices.map((scope) => (
            <label key={scope} className={LINE}>
              <input
                type="checkbox"
                className="size-4 accent-sea"
                checked={chosen.includes(scope)}
                onChange={(event) => toggle(scope, event.target.checked)}
              />
              <code className="truncate text-xs">{scope}</code>
            </label>
          ))}
        </div>
      )}
      <FormError text={error} />
    </fieldset>
  );
}
