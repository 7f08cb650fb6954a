"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useToast } from "@/components/ui/toast";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import { useApi } from "@/lib/client/use-api";
import { useErrorText } from "@/lib/client/use-error-text";
import { useSubmit } from "@/lib/client/use-submit";

const LOOK_MS = 5_000;

/** The webhooks of a club, looked at again while the page is open: what fails is seen here. */
export function useWebhooks(clubId: number | null) {
  const t = useTranslations("webhooks");
  const toast = useToast();
  const errorText = useErrorText();
  const removing = useSubmit(errorText);
  const [logOf, setLogOf] = useState<string | null>(null);
  const read = useApi(routes.webhookList, clubId === null ? null : { query: { club_id: clubId } }, {
    refreshInterval: LOOK_MS,
  });
  const reload = () => void read.mutate();
  const attempt = async (act: () => Promise<unknown>): Promise<boolean> => {
    try {
      await act();
      return true;
    } catch (error) {
      toast({ tone: "bad", text: errorText(error) });
      return false;
    } finally {
      reload();
    }
  };
  return {
    ...{ webhooks: read.data?.webhooks, error: read.error, reload, removing, logOf },
    toggleLog: (id: string) => setLogOf((open) => (open === id ? null : id)),
    turn: (id: string, enabled: boolean) =>
      attempt(() => api(routes.webhookUpdate, { params: { id }, body: { enabled } })),
    async test(id: string) {
      if (!(await attempt(() => api(routes.webhookTest, { params: { id } })))) return;
      toast({ tone: "good", text: t("testSent") });
      setLogOf(id);
    },
    async remove(id: string): Promise<boolean> {
      if (!(await removing.submit(() => api(routes.webhookDelete, { params: { id } })))) return false;
      toast({ tone: "good", text: t("removed") });
      reload();
      return true;
    },
  };
}
