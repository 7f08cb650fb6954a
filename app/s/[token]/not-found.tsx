"use client";
import { Unlink } from "lucide-react";
import { useTranslations } from "use-intl";
import { SharedFrame } from "@/components/sharing/shared-frame";
import { NoticePanel } from "@/components/ui/notice-panel";

/** The same for every link that shows nothing: which it was is nobody's business. */
export default function LinkGone() {
  const t = useTranslations("sharing.shared");
  return (
    <SharedFrame>
      <NoticePanel headingLevel={1} icon={Unlink} title={t("goneTitle")} body={t("goneBody")} />
    </SharedFrame>
  );
}
