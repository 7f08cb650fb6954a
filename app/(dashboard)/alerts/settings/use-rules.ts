"use client";
import { useTranslations } from "use-intl";
import { useToast } from "@/components/ui/toast";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import { useApi } from "@/lib/client/use-api";
import { useErrorText } from "@/lib/client/use-error-text";
import { useSubmit } from "@/lib/client/use-submit";
import type { UpdateAlertRule } from "@/lib/contracts/alerts";

/** The rules of a club; none before one is chosen. */
export function useRules(clubId: number | null) {
  const t = useTranslations("alerts");
  const toast = useToast();
  const errorText = useErrorText();
  const removing = useSubmit(errorText);
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
  return { rules: read.data?.rules, error: read.error, reload, update, remove, removing };
}

const withoutUndefined = <T extends object>(change: T) =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
