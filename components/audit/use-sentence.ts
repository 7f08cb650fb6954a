"use client";
import { useTranslations } from "use-intl";
import type { AuditEntryView } from "@/lib/contracts/audit";

type Key = `sentence.${"camera"}.${"create"}`;

/** An entry as somebody would tell it; an action nobody gave a sentence falls back to its name. */
export function useSentence(): (entry: AuditEntryView) => string {
  const t = useTranslations("audit");
  const nameOfActor = ({ actor, actor_name }: AuditEntryView): string => {
    if (actor_name !== null) return actor_name;
    if (actor.startsWith("system:")) return t("system");
    if (actor === "anonymous") return t("nobody");
    return actor.startsWith("user:") ? t("gone") : actor;
  };
  return (entry) => {
    const { action, target, target_name } = entry;
    const values = { actor: nameOfActor(entry), target: target_name ?? target };
    const [family = "", verb = ""] = action.split(".");
    const key = `sentence.${family}.${verb}` as Key;
    return t.has(key) && action === `${family}.${verb}`
      ? t(`sentence.${family as "camera"}.${verb as "create"}`, values)
      : t("unknown", { ...values, action });
  };
}
