"use client";
import { type PointerEvent, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { formatClock } from "@/lib/client/format";
import type { GapSpan } from "./timeline";
import type { VideoState } from "./use-video-state";

type Props = { state: VideoState; gaps: readonly GapSpan[]; onSeek: (seconds: number) => void };

const percent = (part: number, whole: number): string => `${whole > 0 ? Math.min(100, (part / whole) * 100) : 0}%`;

/** Where one is in the video, what has arrived of it, and where the camera was away. Its keys are the player's. */
export function SeekBar({ state: { time, duration, bufferedTo }, gaps, onSeek }: Props) {
  const t = useTranslations("player");
  const bar = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const secondsAt = ({ clientX }: PointerEvent) => {
    const { left, width } = bar.current!.getBoundingClientRect();
    return Math.min(1, Math.max(0, (clientX - left) / width)) * duration;
  };
  const handleDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    onSeek(secondsAt(event));
  };
  const handleMove = (event: PointerEvent) => {
    setHovered(secondsAt(event));
    if (event.currentTarget.hasPointerCapture(event.pointerId)) onSeek(secondsAt(event));
  };
  return (
    <div
      ref={bar}
      role="slider"
      tabIndex={0}
      aria-label={t("position")}
      aria-valuemin={0}
      aria-valuemax={Math.round(duration)}
      aria-valuenow={Math.round(time)}
      aria-valuetext={t("positionText", { time: formatClock(time), duration: formatClock(duration) })}
      className="group relative h-6 cursor-pointer touch-none rounded-full"
      onPointerDown={handleDown}
      onPointerMove={handleMove}
      onPointerLeave={() => setHovered(null)}
    >
      <span className="absolute inset-x-0 top-2.5 h-1.5 overflow-hidden rounded-full bg-stage-line">
        <span
          className="absolute inset-y-0 left-0 bg-stage-muted/45"
          style={{ width: percent(bufferedTo, duration) }}
        />
        <span className="absolute inset-y-0 left-0 bg-stage-sea" style={{ width: percent(time, duration) }} />
        {gaps.map(({ from, to }) => (
          <span
            key={from}
            data-gap
            className="absolute inset-y-0 min-w-1 bg-stage-warn"
            style={{ left: percent(from, duration), width: percent(to - from, duration) }}
          />
        ))}
      </span>
      <span
        className="absolute top-1.5 -ml-1.5 size-3.5 rounded-full bg-stage-ink shadow-float transition-transform group-hover:scale-115"
        style={{ left: percent(time, duration) }}
      />
      {hovered !== null && duration > 0 && (
        <span
          aria-hidden
          className="pointer-events-none absolute bottom-6 -translate-x-1/2 rounded-md bg-scrim px-1.5 py-0.5 text-xs tabular-nums"
          style={{ left: percent(hovered, duration) }}
        >
          {formatClock(hovered)}
        </span>
      )}
    </div>
  );
}
