"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useToast } from "@/components/ui/toast";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import { useErrorText } from "@/lib/client/use-error-text";
import type { BulkAction, BulkResult } from "@/lib/contracts/files";
import { useRefusalText } from "./use-refusal-text";

/** The most the API takes at once. */
const AT_ONCE = 200;

/**
 * Does something to several videos, and says of all of them what happened; what was thrown away can be taken back where
 * that is said. Answers the ids that refused, null when the question itself failed.
 */
export function useBulk(onChanged: () => void) {
  const t = useTranslations("library");
  const showToast = useToast();
  const errorText = useErrorText();
  const refusalText = useRefusalText();
  const [isBusy, setIsBusy] = useState(false);

  async function run(action: BulkAction, ids: readonly string[]): Promise<string[] | null> {
    setIsBusy(true);
    try {
      const results = await ask(action, ids);
      tell(action, results);
      return results.filter(({ ok }) => !ok).map(({ id }) => id);
    } catch (error) {
      showToast({ tone: "bad", text: errorText(error) });
      return null;
    } finally {
      setIsBusy(false);
      onChanged();
    }
  }

  function tell(action: BulkAction, results: BulkResult[]) {
    const done = results.filter(({ ok }) => ok).map(({ id }) => id);
    // Bad news first: good news that come later leave them standing.
    const refused = refusalText(action, results);
    if (refused) showToast({ tone: "bad", text: refused });
    const undo = { label: t("undo"), onClick: () => void run("restore", done) };
    if (done.length > 0)
      showToast({
        tone: "good",
        text: t(`done.${action}`, { count: done.length }),
        ...(action === "delete" && { action: undo }),
      });
  }
  return { isBusy, run };
}

async function ask(action: BulkAction, ids: readonly string[]): Promise<BulkResult[]> {
  const results: BulkResult[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const body = { action, ids: ids.slice(from, from + AT_ONCE) };
    results.push(...(await api(routes.fileBulk, { body })).results);
  }
  return results;
}
