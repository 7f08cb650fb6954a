import type { EventView } from "@/lib/contracts/events";

export const TROUBLES = ["camera.lost", "camera.back", "recorder.replaced", "recorder.stopped"] as const;
export type TroubleType = (typeof TROUBLES)[number];

/** What a device noticed by itself, read from an event; nothing in its `data` is taken for granted. */
export type Trouble = {
  id: string;
  type: TroubleType;
  at: Date;
  cause: string | null;
  lines: string[];
  lostSeconds: number;
  flickers: number;
};

/** Null for an event of another kind. */
export function toTrouble({ event_id: id, type, occurred_at, data }: EventView): Trouble | null {
  const known = TROUBLES.find((one) => one === type);
  if (!known) return null;
  const { cause, message, lines, lost_ms, flickers } = data;
  const said = Array.isArray(lines) ? lines.filter((line) => typeof line === "string") : [];
  return {
    ...{ id, type: known, at: new Date(occurred_at) },
    cause: typeof cause === "string" ? cause : null,
    lines: said.length > 0 ? said : typeof message === "string" ? [message] : [],
    lostSeconds: typeof lost_ms === "number" ? Math.round(lost_ms / 1_000) : 0,
    flickers: typeof flickers === "number" ? flickers : 0,
  };
}
