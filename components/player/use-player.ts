"use client";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { actionOf, type PlayerAction } from "./actions";
import { perform } from "./perform";
import { useFullScreen } from "./use-full-screen";
import { useIdle } from "./use-idle";
import { useVideoState } from "./use-video-state";

type Options = { fps: number; startAt: number | null; takesFocus: boolean };

/** What stands in the way of a key: what has keys of its own. */
const OWN_KEYS = "select, input, textarea, [role=dialog]";

/** The video, what it does, and what may be asked of it. */
export function usePlayer({ fps, startAt, takesFocus }: Options) {
  const frameRef = useRef<HTMLDivElement>(null);
  const videoRef = useRef<HTMLVideoElement>(null);
  const state = useVideoState(videoRef);
  const isFullScreen = useFullScreen(frameRef);
  const isIdle = useIdle(frameRef, isFullScreen && state.isPlaying);
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  useStart(videoRef, startAt, state.duration > 0);
  useEffect(() => {
    // Its keys work at once, unless the reader is somewhere already.
    if (takesFocus && document.activeElement === document.body) frameRef.current?.focus({ preventScroll: true });
  }, [takesFocus]);

  const act = (action: PlayerAction) => {
    const [video, frame] = [videoRef.current, frameRef.current];
    if (!video || !frame) return;
    if (action.kind !== "help") return perform(action, { video, frame, fps });
    if (document.fullscreenElement) void document.exitFullscreen();
    setIsHelpOpen(true);
  };
  const handleKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    // A dialog is below this component, but not below its frame.
    if (!frameRef.current?.contains(target) || target.closest(OWN_KEYS)) return;
    const isPress = event.key === " " && target.closest("button, a") !== null;
    const action = isPress ? null : actionOf(event);
    if (!action) return;
    event.preventDefault();
    act(action);
  };
  return { frameRef, videoRef, state, isFullScreen, isIdle, isHelpOpen, setIsHelpOpen, act, handleKeyDown };
}

/** Goes to the moment the address names, once, as soon as the video knows its length. */
function useStart(ref: RefObject<HTMLVideoElement | null>, startAt: number | null, isReady: boolean): void {
  const isDone = useRef(false);
  useEffect(() => {
    const video = ref.current;
    if (!video || startAt === null || !isReady || isDone.current) return;
    isDone.current = true;
    video.currentTime = Math.min(startAt, video.duration);
  }, [ref, startAt, isReady]);
}
