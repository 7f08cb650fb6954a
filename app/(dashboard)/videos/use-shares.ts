"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useToast } from "@/components/ui/toast";
import { api } from "@/lib/client/api";
import { isApiError } from "@/lib/client/api-error";
import { routes } from "@/lib/client/routes";
import { useApi } from "@/lib/client/use-api";
import { useErrorText } from "@/lib/client/use-error-text";

/** The links of one video. `url` is the one just made: it is told only once. */
export function useShares(fileId: string) {
  const t = useTranslations("sharing");
  const showToast = useToast();
  const errorText = useErrorText();
  const { data, mutate } = useApi(routes.shareList, { params: { id: fileId } });
  const [url, setUrl] = useState<string | null>(null);
  const [isCreating, setIsCreating] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function create(days: number) {
    setIsCreating(true);
    setError(null);
    try {
      setUrl((await api(routes.shareCreate, { params: { id: fileId }, body: { days } })).url);
      await mutate();
    } catch (cause) {
      setError(isApiError(cause) && cause.code === "conflict" ? t("off") : errorText(cause));
    } finally {
      setIsCreating(false);
    }
  }
  async function revoke(id: string) {
    try {
      await api(routes.shareRevoke, { params: { id } });
      setUrl(null);
      showToast({ tone: "good", text: t("revoked") });
    } catch (cause) {
      showToast({ tone: "bad", text: errorText(cause) });
    }
    await mutate();
  }
  return { shares: data?.shares, url, isCreating, error, create, revoke };
}
