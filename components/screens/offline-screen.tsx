"use client";
import { WifiOff } from "lucide-react";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { NoticePanel } from "@/components/ui/notice-panel";

const TRY_EVERY_MS = 5_000;

/** Stands at the address that was asked for, and gives way to it as soon as the server answers. */
export function OfflineScreen() {
  const t = useTranslations();
  useEffect(() => {
    const reloadWhenUp = () =>
      fetch("/livez", { cache: "no-store" }).then(
        (answer) => answer.ok && window.location.pathname !== "/offline" && window.location.reload(),
        () => undefined,
      );
    const timer = setInterval(() => void reloadWhenUp(), TRY_EVERY_MS);
    window.addEventListener("online", reloadWhenUp);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", reloadWhenUp);
    };
  }, []);
  return (
    <main className="page-width grid min-h-dvh max-w-xl content-center">
      <NoticePanel headingLevel={1} icon={WifiOff} title={t("link.unreachableTitle")} body={t("link.unreachableBody")}>
        <Button variant="primary" onClick={() => window.location.reload()}>
          {t("common.retry")}
        </Button>
      </NoticePanel>
    </main>
  );
}
