"use client";
import { useEffect } from "react";

/**
 * Keeps the screen from going dark while `isWanted`, where the browser can (over https, and on this machine). The browser
 * takes the lock back whenever the tab is hidden: it is asked for again when it is shown.
 */
export function useWakeLock(isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted || !("wakeLock" in navigator)) return;
    let lock: WakeLockSentinel | null = null;
    let isOver = false;
    const request = async () => {
      if (document.visibilityState !== "visible" || (lock && !lock.released)) return;
      // A battery that runs low refuses: then the screen goes dark, as its owner wants.
      lock = await navigator.wakeLock.request("screen").catch(() => null);
      if (isOver) void lock?.release();
    };
    void request();
    document.addEventListener("visibilitychange", request);
    return () => {
      isOver = true;
      document.removeEventListener("visibilitychange", request);
      void lock?.release();
    };
  }, [isWanted]);
}
