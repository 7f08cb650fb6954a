"use client";
import { Clapperboard, DoorClosed } from "lucide-react";
import { useTranslations } from "use-intl";
import { ClosedStage } from "@/components/cameras/closed-stage";
import { FilePlayer } from "@/components/player/file-player";
import { gapSpans } from "@/components/player/timeline";
import { Spinner } from "@/components/ui/spinner";
import { useAccount } from "@/lib/client/account";
import { routes } from "@/lib/client/routes";
import { urlOf } from "@/lib/client/url";
import type { SessionDetail } from "@/lib/contracts/sessions";
import { LiveStage } from "./live-stage";

/** The large picture: live while the session is open, then what was recorded. */
export function SessionStage({ session }: { session: SessionDetail }) {
  const t = useTranslations();
  const { can } = useAccount();
  const { recording } = session;
  const name = session.court_name ?? session.camera_name;

  if (session.status !== "closed" && recording?.status !== "ready") return <LiveStage session={session} />;
  // A session may close a moment before the device has told what became of its recording.
  if (recording && recording.status !== "ready" && recording.status !== "failed")
    return <ClosedStage icon={Spinner} text={t("recording.finalizingTitle")} />;
  if (recording?.status === "ready")
    return can("file:download") ? (
      <FilePlayer
        name={name}
        src={urlOf(routes.fileDownload, { params: { id: session.session_id }, query: { inline: true } })}
        poster={urlOf(routes.fileThumbnail, { params: { id: session.session_id } })}
        downloadHref={urlOf(routes.fileDownload, { params: { id: session.session_id } })}
        gaps={gapSpans(recording.gaps, recording.started_at ?? session.created_at, recording.duration_seconds ?? 0)}
      />
    ) : (
      <ClosedStage icon={Clapperboard} text={t("recording.readyTitle")} />
    );
  return <ClosedStage icon={DoorClosed} text={t("session.closedTitle")} />;
}
