"use client";
import { useFormatter, useTranslations } from "use-intl";
import type { FileView } from "@/lib/contracts/files";

type Named = Pick<FileView, "court_name" | "created_at">;

/** What people call a video: its court, and when it was recorded. */
export function useVideoName() {
  const t = useTranslations("videos");
  const format = useFormatter();
  const courtOf = (file: Named) => file.court_name ?? t("unnamedCourt");
  const momentOf = (file: Named) => format.dateTime(new Date(file.created_at), "day");
  return { courtOf, momentOf, nameOf: (file: Named) => `${courtOf(file)}, ${momentOf(file)}` };
}
