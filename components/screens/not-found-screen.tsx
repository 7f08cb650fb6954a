"use client";
import { Telescope } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { NoticePanel } from "@/components/ui/notice-panel";

export function NotFoundScreen() {
  const t = useTranslations("errors");
  return (
    <main className="page-width grid min-h-dvh max-w-xl content-center">
      <NoticePanel headingLevel={1} icon={Telescope} title={t("notFoundTitle")} body={t("notFoundBody")}>
        <Button asChild variant="primary">
          <Link href="/courts">{t("toCourts")}</Link>
        </Button>
      </NoticePanel>
    </main>
  );
}
