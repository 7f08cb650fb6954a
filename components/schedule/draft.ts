import {
  CUSTOM,
  chosenMinutes,
  type DurationChoice,
  FIRST_CHOICE,
  PRESET_MINUTES,
} from "@/components/recordings/duration";
import type { PlanView } from "@/lib/contracts/schedule";
import { type Day, instantOf, minuteOf, timeOf } from "@/lib/core/zoned-time";

/** A plan while it is being written down. */
export type Draft = {
  courtId: number;
  title: string;
  day: Day;
  time: string;
  duration: DurationChoice;
  weekly: boolean;
  /** Empty for ever. */
  lastDay: string;
};

export const emptyDraft = (courtId: number, day: Day, startMinute: number): Draft => ({
  courtId,
  title: "",
  day,
  time: timeOf(startMinute),
  duration: FIRST_CHOICE,
  weekly: false,
  lastDay: "",
});

export function draftOf(plan: PlanView): Draft {
  const minutes = plan.duration_minutes;
  const isPreset = PRESET_MINUTES.some((preset) => preset === minutes);
  return {
    courtId: plan.terrain_id,
    title: plan.title,
    day: plan.starts_on,
    time: plan.start_time,
    duration: isPreset ? { picked: String(minutes), custom: "" } : { picked: CUSTOM, custom: String(minutes) },
    weekly: plan.weekly,
    lastDay: plan.ends_on ?? "",
  };
}

export type Problem = "day" | "time" | "duration" | "lastDay" | "over";

const isDay = (text: string): boolean => /^20\d\d-\d\d-\d\d$/.test(text);
const isTime = (text: string): boolean => /^\d\d:\d\d$/.test(text);

/** What is wrong with a draft, first things first; null when it can be sent. */
export function problemOf(draft: Draft, timeZone: string, nowMs: number): Problem | null {
  const minutes = chosenMinutes(draft.duration);
  if (!isDay(draft.day)) return "day";
  if (!isTime(draft.time)) return "time";
  if (minutes === null) return "duration";
  if (draft.weekly && draft.lastDay !== "" && !(isDay(draft.lastDay) && draft.lastDay >= draft.day)) return "lastDay";
  const isOver = (day: Day) => instantOf(day, minuteOf(draft.time), timeZone) + minutes * 60_000 <= nowMs;
  if (!draft.weekly) return isOver(draft.day) ? "over" : null;
  return draft.lastDay !== "" && isOver(draft.lastDay) ? "over" : null;
}

/** As the API takes it. Only for a draft without a problem. */
export const toPlan = (draft: Draft) => ({
  terrain_id: draft.courtId,
  title: draft.title.trim(),
  starts_on: draft.day,
  start_time: draft.time,
  duration_minutes: chosenMinutes(draft.duration) ?? 0,
  weekly: draft.weekly,
  ends_on: draft.weekly && draft.lastDay !== "" ? draft.lastDay : null,
});
