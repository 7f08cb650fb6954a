"use client";
import { CloudOff } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "./button";
import { NoticePanel } from "./notice-panel";

type Props = { text: string; onRetry: () => void; headingLevel?: 1 | 2 };

/** Something could not be loaded: why, and again. */
export function ErrorState({ text, onRetry, headingLevel }: Props) {
  const t = useTranslations();
  return (
    <NoticePanel isAlert tone="bad" icon={CloudOff} headingLevel={headingLevel} title={t("errors.title")} body={text}>
      <Button onClick={onRetry}>{t("common.retry")}</Button>
    </NoticePanel>
  );
}
