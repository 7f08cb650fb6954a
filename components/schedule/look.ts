import { CalendarClock, CircleAlert, CircleCheck, CircleSlash, type LucideIcon, RotateCw } from "lucide-react";
import type { OccurrenceView } from "@/lib/contracts/schedule";

/** What a time of a plan is to who looks at it. */
export type Look = "planned" | "trying" | "recording" | "done" | "failed" | "missed" | "skipped";

export function lookOf({ state, recording }: Pick<OccurrenceView, "state" | "recording">): Look {
  if (state === "starting") return "trying";
  if (state !== "started") return state;
  if (recording?.status === "failed") return "failed";
  return recording?.status === "starting" || recording?.status === "recording" ? "recording" : "done";
}

type Style = { block: string; text: string; icon: LucideIcon | null };

/** A colour and a sign each; the word stands beside them, so that neither is needed to understand it. */
export const STYLES: Record<Look, Style> = {
  planned: { block: "border-sea bg-sea-soft", text: "text-sea", icon: CalendarClock },
  trying: { block: "border-warn bg-warn-soft", text: "text-warn", icon: RotateCw },
  recording: { block: "border-rec bg-rec-soft", text: "text-rec", icon: null },
  done: { block: "border-live bg-live-soft", text: "text-live", icon: CircleCheck },
  failed: { block: "border-warn bg-warn-soft", text: "text-warn", icon: CircleAlert },
  missed: { block: "border-warn bg-warn-soft", text: "text-warn", icon: CircleAlert },
  skipped: { block: "border-line-strong border-dashed bg-surface", text: "text-muted", icon: CircleSlash },
};

/** It can still be left out, changed or brought back. */
export const isAhead = ({ ends_at }: Pick<OccurrenceView, "ends_at">, nowMs: number): boolean =>
  Date.parse(ends_at) > nowMs;
