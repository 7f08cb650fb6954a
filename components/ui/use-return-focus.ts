"use client";
import { useRef } from "react";

/**
 * For dialogs that are opened by state instead of a trigger: focus goes back to where it was. Inside, the chosen one of a
 * group of radio buttons is where to begin.
 */
export function useReturnFocus() {
  const before = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus(event: Event) {
      before.current = document.activeElement as HTMLElement | null;
      const chosen = (event.currentTarget as HTMLElement).querySelector<HTMLElement>("input[type=radio]:checked");
      if (!chosen) return;
      event.preventDefault();
      chosen.focus();
    },
    onCloseAutoFocus(event: Event) {
      event.preventDefault();
      before.current?.focus();
    },
  };
}
