"use client";
import { useTranslations } from "use-intl";
import { FailedRecording } from "@/components/recordings/failed-recording";
import { FinishingRecording } from "@/components/recordings/finishing-recording";
import { ReadyRecording } from "@/components/recordings/ready-recording";
import { RunningRecording } from "@/components/recordings/running-recording";
import { StartForm } from "@/components/recordings/start-form";
import { Panel } from "@/components/ui/panel";
import { useAccount } from "@/lib/client/account";
import { routes } from "@/lib/client/routes";
import { urlOf } from "@/lib/client/url";
import type { SessionDetail } from "@/lib/contracts/sessions";
import { CloseSessionButton } from "./close-session-button";
import { ReopenButton } from "./reopen-button";
import { StopButton } from "./stop-button";
import { useExtend } from "./use-extend";
import { useStart } from "./use-start";

type Props = { session: SessionDetail; onChanged: () => void };

/** What can be done with the session now: start, watch and extend, stop, then have the video. */
export function RecordingPanel({ session, onChanged }: Props) {
  const t = useTranslations();
  const { can } = useAccount();
  const { recording } = session;
  const start = useStart(session.session_id, onChanged);
  const extend = useExtend(session.session_id, onChanged);

  if (recording?.status === "recording" || recording?.status === "starting")
    return (
      <RunningRecording
        recording={recording}
        isDeviceOnline={session.device_online}
        extendingBy={extend.minutes}
        onExtend={extend.handleExtend}
      >
        <StopButton sessionId={session.session_id} recording={recording} onChanged={onChanged} />
      </RunningRecording>
    );
  if (recording?.status === "finalizing") return <FinishingRecording />;
  if (recording?.status === "failed")
    return (
      <FailedRecording error={recording.error}>
        {session.terrain_id && <ReopenButton courtId={session.terrain_id} />}
      </FailedRecording>
    );
  if (recording?.status === "ready") {
    const downloadHref = can("file:download")
      ? urlOf(routes.fileDownload, { params: { id: session.session_id } })
      : null;
    return <ReadyRecording recording={recording} downloadHref={downloadHref} />;
  }
  if (session.status === "closed")
    return (
      <Panel title={t("session.closedTitle")}>
        <p className="mb-4 text-sm leading-relaxed text-muted">{t("session.closedBody")}</p>
        {session.terrain_id && <ReopenButton courtId={session.terrain_id} />}
      </Panel>
    );
  return (
    <Panel title={t("session.readyToRecord")}>
      <p className="mb-4 text-sm leading-relaxed text-muted">{t("session.readyLead")}</p>
      <StartForm isStarting={start.isStarting} error={start.error} onStart={start.handleStart}>
        <CloseSessionButton sessionId={session.session_id} onChanged={onChanged} />
      </StartForm>
    </Panel>
  );
}
