"use client";
import { useTranslations } from "use-intl";

/** A kind of events as people call it; one this page does not know keeps the name its device gave it. */
export function useKindName(): (kind: string) => string {
  const t = useTranslations();
  return (kind) => {
    const key = kind.replaceAll(".", "_");
    if (t.has(`alerts.kindNames.${key}` as "alerts.kindNames.camera_lost"))
      return t(`alerts.kindNames.${key}` as "alerts.kindNames.camera_lost");
    const known = `events.types.${key}` as "events.types.button_pressed";
    return t.has(known) ? t(known) : kind;
  };
}
