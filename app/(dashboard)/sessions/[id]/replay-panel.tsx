"use client";
import { History } from "lucide-react";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { FIRST_SECONDS, ReplayChoice } from "@/components/sessions/replay-choice";
import { SavedClip } from "@/components/sessions/saved-clip";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { useAccount } from "@/lib/client/account";
import { routes } from "@/lib/client/routes";
import { urlOf } from "@/lib/client/url";
import type { SessionDetail } from "@/lib/contracts/sessions";
import { useReplay } from "./use-replay";

/** Keeps what was just played; while it cannot, it says why. */
export function ReplayPanel({ session }: { session: SessionDetail }) {
  const t = useTranslations("replay");
  const { can } = useAccount();
  const [seconds, setSeconds] = useState<number>(FIRST_SECONDS);
  const { isSaving, clip, handleSave } = useReplay(session.session_id);
  const reasonId = useId();
  if (session.status !== "active" || !can("replay:save")) return null;
  const obstacle = obstacleOf(session);
  return (
    <Panel title={t("title")}>
      <p id={reasonId} className="mb-4 text-sm leading-relaxed text-muted">
        {obstacle ? t(`obstacle.${obstacle}`) : t("lead")}
      </p>
      <ReplayChoice seconds={seconds} isDisabled={obstacle !== null || isSaving} onChange={setSeconds} />
      <Button
        className="mt-4 w-full"
        aria-describedby={reasonId}
        isBusy={isSaving}
        disabled={obstacle !== null}
        onClick={() => void handleSave(seconds)}
      >
        {!isSaving && <History aria-hidden className="size-4 text-muted" />}
        {isSaving ? t("saving") : t("save", { seconds })}
      </Button>
      {clip && (
        <SavedClip
          file={clip}
          posterSrc={clip.has_poster ? urlOf(routes.fileThumbnail, { params: { id: clip.id } }) : null}
          href={can("file:list") ? `/videos/${clip.id}` : null}
        />
      )}
    </Panel>
  );
}

type Obstacle = "off" | "offline" | "away";

function obstacleOf({ replays_enabled, device_online, proxy }: SessionDetail): Obstacle | null {
  if (!replays_enabled) return "off";
  if (!device_online) return "offline";
  return proxy?.state === "live" ? null : "away";
}
