"use client";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { LivePlayer } from "./live-player";
import type { PictureState } from "./use-live-picture";
import { useVisible } from "./use-visible";

export type LiveStream = {
  frameRef: RefObject<HTMLDivElement | null>;
  videoRef: RefObject<HTMLVideoElement | null>;
  state: Exclude<PictureState, "refused">;
  /** When the picture stopped, on this browser's clock, while `stale`. */
  sinceMs: number | null;
  hasSound: boolean;
  readLatencyMs: () => number | null;
};

const CHECK_EVERY_MS = 250;
/** Two seconds are buffered: with them, a picture is called frozen five seconds after the camera froze. */
const STANDS_STILL_MS = 2_500;

/** Plays a camera's own stream while its place on the page is visible. `onFailed`: it never began. */
export function useLiveStream(src: string, onFailed: () => void): LiveStream {
  const frameRef = useRef<HTMLDivElement>(null);
  const videoRef = useRef<HTMLVideoElement>(null);
  const playerRef = useRef<LivePlayer | null>(null);
  const isVisible = useVisible(frameRef);
  const [picture, setPicture] = useState<Pick<LiveStream, "state" | "sinceMs">>({ state: "waiting", sinceMs: null });
  const [hasSound, setHasSound] = useState(false);
  const failedRef = useRef(onFailed);
  failedRef.current = onFailed;

  useEffect(() => {
    const video = videoRef.current;
    if (!isVisible || !video) return;
    const player = new LivePlayer(video, src, {
      onSound: () => setHasSound(true),
      onFailed: () => failedRef.current(),
    });
    playerRef.current = player;
    let shownTime = 0;
    let movedAtMs: number | null = null;
    const show = (state: LiveStream["state"], sinceMs: number | null = null) =>
      setPicture((now) => (now.state === state && now.sinceMs === sinceMs ? now : { state, sinceMs }));
    const check = () => {
      if (video.currentTime !== shownTime && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
        shownTime = video.currentTime;
        movedAtMs = Date.now();
        show("live");
      } else if (movedAtMs !== null && Date.now() - movedAtMs > STANDS_STILL_MS) show("stale", movedAtMs);
    };
    const timer = setInterval(check, CHECK_EVERY_MS);
    return () => {
      clearInterval(timer);
      playerRef.current = null;
      player.stop();
      show("waiting");
    };
  }, [src, isVisible]);

  const readLatencyMs = useCallback(() => playerRef.current?.latencyMs() ?? null, []);
  return { frameRef, videoRef, ...picture, hasSound, readLatencyMs };
}
