"use client";
import { useEffect } from "react";

/** Registers the worker that answers when the server cannot. Browsers have none outside https and localhost. */
export function ServiceWorker() {
  useEffect(() => {
    if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => undefined);
  }, []);
  return null;
}
