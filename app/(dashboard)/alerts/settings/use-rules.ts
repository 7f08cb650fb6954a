"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useToast } from "@/components/ui/toast";
import { useAccount } from "@/lib/client/account";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import { useApi } from "@/lib/client/use-api";
import { useClubs } from "@/lib/client/use-clubs";
import { useErrorText } from "@/lib/client/use-error-text";
import { useSubmit } from "@/lib/client/use-submit";
import type { UpdateAlertRule } from "@/lib/contracts/alerts";

/** The rules of one's club, or of the club a super admin chose. */
export function useRules() {
  const t = useTranslations("alerts");
  const { club } = useAccount();
  const clubs = useClubs();
  const toast = useToast();
  const errorText = useErrorText();
  const removing = useSubmit(errorText);
  const [chosen, setChosen] = useState<number | null>(null);
  const clubId = club?.id ?? chosen ?? clubs[0]?.id ?? null;
  const read = useApi(routes.alertRuleList, clubId === null ? null : { query: { club_id: clubId } });
  const { mutate } = read;
  const reload = () => void mutate();

  /** Shown at once; what was refused is taken back. */
  const update = async (id: string, change: UpdateAlertRule): Promise<void> => {
    const now = read.data;
    if (now)
      void mutate(
        { ...now, rules: now.rules.map((rule) => (rule.id === id ? { ...rule, ...withoutUndefined(change) } : rule)) },
        { revalidate: false },
      );
    try {
      await api(routes.alertRuleUpdate, { params: { id }, body: change });
    } catch (error) {
      toast({ tone: "bad", text: errorText(error) });
    }
    reload();
  };
  const remove = async (id: string): Promise<boolean> => {
    const removed = await removing.submit(() => api(routes.alertRuleDelete, { params: { id } }));
    if (!removed) return false;
    toast({ tone: "good", text: t("ruleDeleted") });
    reload();
    return true;
  };
  return {
    ...{ clubs: club ? [] : clubs, clubId, chooseClub: setChosen, rules: read.data?.rules, error: read.error },
    ...{ reload, update, remove, removing },
  };
}

const withoutUndefined = <T extends object>(change: T) =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
