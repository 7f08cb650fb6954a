"use client";
import { type RefObject, useEffect, useState } from "react";

const IDLE_MS = 2_500;

/** True once nobody pointed or pressed a key inside for a while, as long as `isWatched`. */
export function useIdle(ref: RefObject<HTMLElement | null>, isWatched: boolean): boolean {
  const [isIdle, setIsIdle] = useState(false);
  useEffect(() => {
    const frame = ref.current;
    if (!frame || !isWatched) return;
    let timer = setTimeout(() => setIsIdle(true), IDLE_MS);
    const wake = () => {
      setIsIdle(false);
      clearTimeout(timer);
      timer = setTimeout(() => setIsIdle(true), IDLE_MS);
    };
    const events = ["pointermove", "pointerdown", "keydown", "focusin"] as const;
    for (const name of events) frame.addEventListener(name, wake);
    return () => {
      clearTimeout(timer);
      setIsIdle(false);
      for (const name of events) frame.removeEventListener(name, wake);
    };
  }, [ref, isWatched]);
  return isIdle;
}
