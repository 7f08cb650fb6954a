"use client";
import { useSyncExternalStore } from "react";
import { keep, readKept } from "./last-seen";

/** How this browser calls for attention beside the toast; both are off until somebody wants them. */
export type Signal = "sound" | "notification";
const keyOf = (signal: Signal): string => `vigie:alerts:${signal}`;
const CHANGED = "vigie:alerts:signals";

export const isSignalOn = (signal: Signal): boolean => readKept(keyOf(signal)) === "on";

export function setSignal(signal: Signal, isOn: boolean): void {
  keep(keyOf(signal), isOn ? "on" : "off");
  window.dispatchEvent(new Event(CHANGED));
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(CHANGED, listener);
  // Another tab of this browser.
  window.addEventListener("storage", listener);
  return () => {
    window.removeEventListener(CHANGED, listener);
    window.removeEventListener("storage", listener);
  };
}

export const useSignal = (signal: Signal): boolean =>
  useSyncExternalStore(
    subscribe,
    () => isSignalOn(signal),
    () => false,
  );

/** Whether the browser shows notifications of this page: never over plain http. */
export function notificationState(): "unsupported" | NotificationPermission {
  return typeof Notification === "undefined" || !window.isSecureContext ? "unsupported" : Notification.permission;
}
