"use client";
import { useEffect, useRef } from "react";

/** Hears every key pressed on the page, unless something that takes text has it or it goes with a modifier. */
export function useKeys(onKey: (event: KeyboardEvent) => void): void {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.closest("input, select, textarea") !== null;
      if (!isTyping && !event.altKey && !event.ctrlKey && !event.metaKey && !event.defaultPrevented)
        latest.current(event);
    };
    window.addEventListener("keydown", handleKey);
    return () => window.removeEventListener("keydown", handleKey);
  }, []);
}
