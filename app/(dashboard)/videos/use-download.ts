"use client";
import { type MouseEvent, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useToast } from "@/components/ui/toast";
import { filePicker, saveToDisk } from "@/lib/client/save-to-disk";

/**
 * A download link that shows how far it is where the browser can write to the disk as it goes. Everywhere else, and with
 * any modifier key, it stays a plain link.
 */
export function useDownload(href: string, filename: string) {
  const t = useTranslations("download");
  const showToast = useToast();
  const running = useRef<AbortController | null>(null);
  const [fraction, setFraction] = useState<number | null>(null);
  async function save(pick: NonNullable<ReturnType<typeof filePicker>>) {
    const controller = new AbortController();
    running.current = controller;
    let shown = -1;
    const handleProgress = (next: number) => {
      if (Math.floor(next * 100) === shown) return;
      shown = Math.floor(next * 100);
      setFraction(next);
    };
    try {
      const options = { pick, filename, signal: controller.signal, onProgress: handleProgress };
      if (await saveToDisk(href, options)) showToast({ tone: "good", text: t("saved") });
    } catch {
      showToast({ tone: "bad", text: t("failed") });
    } finally {
      running.current = null;
      setFraction(null);
    }
  }
  const handleClick = (event: MouseEvent) => {
    const pick = filePicker();
    if (!pick || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!running.current) void save(pick);
  };
  return { fraction, handleClick, cancel: () => running.current?.abort() };
}
