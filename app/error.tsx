"use client";
import { CloudLightning } from "lucide-react";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { NoticePanel } from "@/components/ui/notice-panel";

type Props = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage({ error, retry }: Props) {
  const t = useTranslations();
  useEffect(() => console.error(error), [error]);
  return (
    <main className="page-width grid min-h-dvh max-w-xl content-center">
      <NoticePanel
        isAlert
        headingLevel={1}
        tone="bad"
        icon={CloudLightning}
        title={t("errors.crashTitle")}
        body={
          <>
            <p>{t("errors.crashBody")}</p>
            {error.digest && <p className="mt-2 text-xs">{t("errors.reference", { id: error.digest })}</p>}
          </>
        }
      >
        <Button variant="primary" onClick={retry}>
          {t("common.retry")}
        </Button>
      </NoticePanel>
    </main>
  );
}
