"use client";
import { useSyncExternalStore } from "react";
import { serverNowMs } from "./server-clock";

const listeners = new Set<() => void>();
let nowMs = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

function tick(): void {
  nowMs = serverNowMs();
  for (const listener of listeners) listener();
  timer = setTimeout(tick, 1_000 - (serverNowMs() % 1_000));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) tick();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearTimeout(timer);
  };
}

const read = (): number => {
  // Nobody has listened for a while: the last tick is old.
  if (listeners.size === 0) nowMs = Math.floor(serverNowMs() / 1_000) * 1_000;
  return nowMs;
};

/** The server's time, new every second; every clock on the page turns at the same moment. Zero while prerendering. */
export const useNow = (): number => useSyncExternalStore(subscribe, read, () => 0);
