"use client";
import { ArrowLeft, Trash2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { NoticePanel } from "@/components/ui/notice-panel";
import { useAccount } from "@/lib/client/account";
import { TrashList } from "./trash-list";

/** What was thrown away, and how long it can still be taken back. */
export function TrashScreen() {
  const t = useTranslations();
  const { can } = useAccount();
  if (!can("file:delete"))
    return (
      <NoticePanel headingLevel={1} icon={Trash2} title={t("errors.notFoundTitle")} body={t("errors.notFoundBody")} />
    );
  return (
    <>
      <Link
        href="/videos"
        className="-ml-1 mb-3 inline-flex items-center gap-1.5 rounded-control px-1 text-sm text-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4" />
        {t("videos.title")}
      </Link>
      <TrashList />
    </>
  );
}
