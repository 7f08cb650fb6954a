"use client";
import { Play } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import { PictureChip } from "@/components/ui/badge";
import { cx } from "@/components/ui/cx";
import { Spinner } from "@/components/ui/spinner";
import { ControlBar } from "./control-bar";
import { SeekBar } from "./seek-bar";
import { ShortcutsDialog } from "./shortcuts-dialog";
import type { GapSpan } from "./timeline";
import { Unplayable } from "./unplayable";
import { usePlayer } from "./use-player";

type Props = {
  name: string;
  src: string;
  poster: string | null;
  downloadHref: string;
  gaps?: readonly GapSpan[];
  /** Frames per second, for single steps; most cameras send 25. */
  fps?: number | null;
  /** Seconds to begin at. */
  startAt?: number | null;
  /** The page is about this video: its keys work from the start. */
  takesFocus?: boolean;
  /** It was asked for by a press of play elsewhere. */
  playsAtOnce?: boolean;
  onCopyMoment?: (seconds: number) => void;
  /** The browser got nothing it can play. */
  onFailed?: () => void;
};

const DEFAULT_FPS = 25;
const never = () => () => {};
const canFloat = () => document.pictureInPictureEnabled === true;

/** Plays one file, by hand and by key; a codec this browser lacks is said, with the way out. */
export function VideoPlayer(props: Props) {
  const { name, src, poster, downloadHref, gaps = [], fps, startAt = null, takesFocus = false } = props;
  const { playsAtOnce = false, onCopyMoment } = props;
  const t = useTranslations("player");
  const player = usePlayer({ fps: fps ?? DEFAULT_FPS, startAt, takesFocus });
  const { frameRef, videoRef, state, isFullScreen, isIdle, act } = player;
  const canPictureInPicture = useSyncExternalStore(never, canFloat, () => false);
  const isInGap = gaps.some(({ from, to }) => state.time >= from && state.time < to);
  const set = (change: { currentTime: number } | { playbackRate: number }) => {
    if (videoRef.current) Object.assign(videoRef.current, change);
  };
  return (
    <section
      ref={frameRef}
      aria-label={t("label", { name })}
      tabIndex={-1}
      onKeyDown={player.handleKeyDown}
      className={cx(
        "group/player flex flex-col overflow-hidden bg-stage text-stage-ink [&_:focus-visible]:outline-stage-sea",
        isFullScreen ? "size-full" : "rounded-card border border-line",
        isIdle && "cursor-none",
      )}
    >
      <div
        className={cx(
          "relative",
          isFullScreen ? "min-h-0 flex-1" : "picture-frame max-h-[calc(100dvh-18rem)] min-h-48",
        )}
      >
        <video
          ref={videoRef}
          aria-label={t("video", { name })}
          src={src}
          poster={poster ?? undefined}
          playsInline
          autoPlay={playsAtOnce}
          preload="metadata"
          onClick={() => act({ kind: "toggle" })}
          onError={props.onFailed}
          className="absolute inset-0 size-full object-contain"
        >
          <track kind="captions" />
        </video>
        {isInGap && <PictureChip className="absolute top-2.5 left-2.5">{t("inGap")}</PictureChip>}
        {!state.isPlaying && state.time === 0 && <BigPlay />}
        {state.isWaiting && <Spinner className="pointer-events-none absolute top-1/2 left-1/2 -mt-5 -ml-5 size-10" />}
        {state.hasFailed && <Unplayable downloadHref={downloadHref} />}
      </div>
      <div className={cx("px-2 pt-1.5 pb-1 sm:px-3", isIdle && "opacity-0")}>
        <SeekBar state={state} gaps={gaps} onSeek={(currentTime) => set({ currentTime })} />
        <ControlBar
          state={state}
          canPictureInPicture={canPictureInPicture}
          onAction={act}
          onRate={(playbackRate) => set({ playbackRate })}
          onCopyLink={onCopyMoment ? () => onCopyMoment(state.time) : null}
        />
      </div>
      <ShortcutsDialog isOpen={player.isHelpOpen} onOpenChange={player.setIsHelpOpen} />
    </section>
  );
}

/** Only to be seen: the whole picture takes the press. */
const BigPlay = () => (
  <span aria-hidden className="pointer-events-none absolute inset-0 grid place-items-center">
    <span className="grid size-16 place-items-center rounded-full bg-scrim backdrop-blur-sm">
      <Play className="ml-1 size-7 fill-current" />
    </span>
  </span>
);
