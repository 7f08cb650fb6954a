"use client";
import { type FormEvent, useState } from "react";
import { useSWRConfig } from "swr";
import { useTranslations } from "use-intl";
import { ClubFields, type ClubSettings, ClubSwitches } from "@/components/clubs/club-fields";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { Panel } from "@/components/ui/panel";
import { useToast } from "@/components/ui/toast";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import { usePeopleRefusal } from "@/lib/client/use-people-refusal";
import { useSubmit } from "@/lib/client/use-submit";
import type { ClubDetail } from "@/lib/contracts/clubs";

type Props = { club: ClubDetail; onSaved: (club: ClubDetail) => void };

const settingsOf = ({ id: _id, counts: _counts, created_at: _at, ...settings }: ClubDetail): ClubSettings => settings;

/** The settings of a club; only what was changed is sent. */
export function ClubForm({ club, onSaved }: Props) {
  const t = useTranslations();
  const showToast = useToast();
  const { mutate } = useSWRConfig();
  const { isBusy, error, submit } = useSubmit(usePeopleRefusal());
  const [value, setValue] = useState(() => settingsOf(club));
  const changed = changesOf(settingsOf(club), value);
  const hasChanged = Object.keys(changed).length > 0;
  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (!value.name.trim()) return;
    const answer = await submit(() => api(routes.clubUpdate, { params: { id: club.id }, body: changed }));
    if (!answer) return;
    setValue(settingsOf(answer.club));
    onSaved(answer.club);
    showToast({ tone: "good", text: t("clubs.saved") });
    // Names and times on every page come from it.
    void mutate(routes.account.path);
  }
  return (
    <form
      onSubmit={(event) => void handleSubmit(event)}
      noValidate
      className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2"
    >
      <Panel title={t("clubs.settings")}>
        <div className="grid gap-5">
          <ClubFields value={value} onChange={setValue} />
        </div>
      </Panel>
      <Panel title={t("clubs.switches")}>
        <ClubSwitches value={value} onChange={setValue} />
      </Panel>
      <div className="lg:col-span-2">
        <FormError text={error} />
        <div className="mt-1 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button disabled={!hasChanged || isBusy} onClick={() => setValue(settingsOf(club))}>
            {t("clubs.discard")}
          </Button>
          <Button type="submit" variant="primary" isBusy={isBusy} disabled={!hasChanged}>
            {t("common.save")}
          </Button>
        </div>
      </div>
    </form>
  );
}

const changesOf = (before: ClubSettings, after: ClubSettings): Partial<ClubSettings> =>
  Object.fromEntries(
    Object.entries(after).filter(([key, value]) => before[key as keyof ClubSettings] !== value),
  ) as Partial<ClubSettings>;
