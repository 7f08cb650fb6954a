"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { RuleLine } from "@/components/alerts/rule-line";
import { CalmSea } from "@/components/overview/calm-sea";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ErrorState } from "@/components/ui/error-state";
import { NoticePanel } from "@/components/ui/notice-panel";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { useErrorText } from "@/lib/client/use-error-text";
import type { AlertRuleView } from "@/lib/contracts/alerts";
import { RuleDialog } from "./rule-dialog";
import { useRules } from "./use-rules";

type Asked = { kind: "edit"; rule: AlertRuleView | null } | { kind: "delete"; rule: AlertRuleView };

/** Which events alert a club. */
export function RulesPanel({ clubId }: { clubId: number | null }) {
  const t = useTranslations("alerts");
  const errorText = useErrorText();
  const { rules, error, reload, update, remove, removing } = useRules(clubId);
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  return (
    <Panel
      title={t("rules")}
      aside={
        <Button size="small" disabled={clubId === null} onClick={() => setAsked({ kind: "edit", rule: null })}>
          <Plus aria-hidden className="size-4" />
          {t("newRule")}
        </Button>
      }
    >
      <p className="mb-4 text-sm text-muted">{t("rulesLead")}</p>
      {!rules && error && <ErrorState text={errorText(error)} onRetry={reload} />}
      {!rules && !error && <Skeleton className="h-32 rounded-card" />}
      {rules?.length === 0 && (
        <NoticePanel
          illustration={<CalmSea className="h-20 w-full max-w-sm" />}
          title={t("noRulesTitle")}
          body={t("noRulesBody")}
        />
      )}
      <ul className="grid gap-2">
        {rules?.map((rule) => (
          <RuleLine
            key={rule.id}
            rule={rule}
            onSwitch={(enabled) => void update(rule.id, { enabled })}
            onEdit={() => setAsked({ kind: "edit", rule })}
            onDelete={() => setAsked({ kind: "delete", rule })}
          />
        ))}
      </ul>
      {clubId !== null && (
        <RuleDialog
          isOpen={asked?.kind === "edit"}
          rule={asked?.kind === "edit" ? asked.rule : null}
          clubId={clubId}
          onClose={close}
          onSaved={reload}
        />
      )}
      <ConfirmDialog
        isOpen={asked?.kind === "delete"}
        onOpenChange={(isOpen) => !isOpen && close()}
        title={t("deleteRuleTitle", { name: asked?.rule?.name ?? "" })}
        body={t("deleteRuleBody")}
        confirmLabel={t("delete")}
        cancelLabel={t("cancel")}
        isBusy={removing.isBusy}
        error={removing.error}
        onConfirm={async () => {
          if (asked?.kind === "delete" && (await remove(asked.rule.id))) close();
        }}
      />
    </Panel>
  );
}
