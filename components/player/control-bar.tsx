"use client";
import {
  CircleHelp,
  Link as LinkIcon,
  Maximize,
  Pause,
  PictureInPicture2,
  Play,
  StepBack,
  StepForward,
  Volume2,
  VolumeX,
} from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { formatClock } from "@/lib/client/format";
import type { PlayerAction } from "./actions";
import { SpeedChoice } from "./speed-choice";
import type { VideoState } from "./use-video-state";

type Props = {
  state: VideoState;
  canPictureInPicture: boolean;
  onAction: (action: PlayerAction) => void;
  onRate: (rate: number) => void;
  /** Null where the video has no address of its own. */
  onCopyLink: (() => void) | null;
};

/** The buttons under the picture; each has its key, too. */
export function ControlBar({ state, canPictureInPicture, onAction, onRate, onCopyLink }: Props) {
  const t = useTranslations("player");
  return (
    <div className="flex items-center gap-0.5 sm:gap-1">
      <Control label={state.isPlaying ? t("pause") : t("play")} onPress={() => onAction({ kind: "toggle" })}>
        {state.isPlaying ? <Pause className="size-5 fill-current" /> : <Play className="size-5 fill-current" />}
      </Control>
      <Control isWideOnly label={t("frameBack")} onPress={() => onAction({ kind: "step", frames: -1 })}>
        <StepBack className="size-4.5" />
      </Control>
      <Control isWideOnly label={t("frameOn")} onPress={() => onAction({ kind: "step", frames: 1 })}>
        <StepForward className="size-4.5" />
      </Control>
      <Control label={state.isMuted ? t("unmute") : t("mute")} onPress={() => onAction({ kind: "mute" })}>
        {state.isMuted ? <VolumeX className="size-5" /> : <Volume2 className="size-5" />}
      </Control>
      <p className="min-w-0 flex-1 truncate px-1 text-sm tabular-nums">
        {formatClock(state.time)} <span className="text-stage-muted">/ {formatClock(state.duration)}</span>
      </p>
      <SpeedChoice rate={state.rate} onRate={onRate} />
      {onCopyLink && (
        <Control label={t("copyMoment")} onPress={onCopyLink}>
          <LinkIcon className="size-4.5" />
        </Control>
      )}
      <Control isWideOnly label={t("help")} onPress={() => onAction({ kind: "help" })}>
        <CircleHelp className="size-4.5" />
      </Control>
      {canPictureInPicture && (
        <Control isWideOnly label={t("pictureInPicture")} onPress={() => onAction({ kind: "picture-in-picture" })}>
          <PictureInPicture2 className="size-4.5" />
        </Control>
      )}
      <Control label={t("fullScreen")} onPress={() => onAction({ kind: "full-screen" })}>
        <Maximize className="size-4.5" />
      </Control>
    </div>
  );
}

type ControlProps = { label: string; isWideOnly?: boolean; onPress: () => void; children: ReactNode };

const Control = ({ label, isWideOnly, onPress, children }: ControlProps) => (
  <button
    type="button"
    aria-label={label}
    title={label}
    onClick={onPress}
    className={`${isWideOnly ? "hidden sm:grid" : "grid"} size-10 shrink-0 place-items-center rounded-control text-stage-ink hover:bg-stage-raised`}
  >
    {children}
  </button>
);
