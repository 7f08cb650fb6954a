"use client";
import { type RefObject, useCallback, useSyncExternalStore } from "react";

function subscribe(onChange: () => void): () => void {
  document.addEventListener("fullscreenchange", onChange);
  return () => document.removeEventListener("fullscreenchange", onChange);
}

/** Is this very element what fills the screen? */
export function useFullScreen(ref: RefObject<HTMLElement | null>): boolean {
  const read = useCallback(() => ref.current !== null && document.fullscreenElement === ref.current, [ref]);
  return useSyncExternalStore(subscribe, read, () => false);
}
