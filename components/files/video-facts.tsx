"use client";
import { useFormatter, useLocale, useTranslations } from "use-intl";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import { formatBytes, formatDuration } from "@/lib/client/format";
import type { FileView } from "@/lib/contracts/files";

export function VideoFacts({ file }: { file: FileView }) {
  const t = useTranslations();
  const format = useFormatter();
  const locale = useLocale();
  return (
    <Panel title={t("session.details")}>
      <Facts
        facts={[
          [t("videos.recorded"), format.dateTime(new Date(file.created_at), "exactMoment")],
          [t("videos.by"), file.created_by_name],
          [t("videos.duration"), file.duration_seconds !== null && formatDuration(file.duration_seconds, locale)],
          [t("videos.size"), formatBytes(file.bytes, locale)],
          [t("videos.place"), t(`videos.places.${file.location}`)],
          [t("videos.file"), file.filename],
          [
            t("videos.fingerprint"),
            <code key="sha256" className="font-sans text-xs break-all text-muted">
              {file.sha256}
            </code>,
          ],
        ]}
      />
    </Panel>
  );
}
