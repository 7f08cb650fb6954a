import { z } from "zod";
import { ClubId, CourtId, FileId, IdText, SessionId, Timestamp } from "./common";
import { MAX_DURATION_MINUTES, RecordingState } from "./recordings";

export const PlanId = z.uuid();
/** A day of the club's calendar: `2026-03-29`. */
export const CalendarDay = z.iso.date().refine((day) => day >= "2000-01-01" && day < "2100-01-01", {
  message: "a day between 2000 and 2099",
});
/** On the club's wall clock, 24 hours: `19:00`. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time like 19:00");
const Title = z.string().trim().max(120);
const Minutes = z.int().min(1).max(MAX_DURATION_MINUTES);

export const CreatePlan = z
  .object({
    terrain_id: CourtId,
    title: Title.default(""),
    starts_on: CalendarDay,
    start_time: TimeOfDay,
    duration_minutes: Minutes,
    weekly: z.boolean().default(false),
    /** Last day a weekly plan may start on; null for ever. */
    ends_on: CalendarDay.nullable().default(null),
  })
  .strict();
export type CreatePlan = z.infer<typeof CreatePlan>;

/** Only what is given changes. */
export const UpdatePlan = z
  .object({
    terrain_id: CourtId,
    title: Title,
    starts_on: CalendarDay,
    start_time: TimeOfDay,
    duration_minutes: Minutes,
    weekly: z.boolean(),
    ends_on: CalendarDay.nullable(),
  })
  .partial()
  .strict();
export type UpdatePlan = z.infer<typeof UpdatePlan>;

/** A plan as it would be; with `plan_id`, that plan changed into it. */
export const CheckPlan = CreatePlan.extend({ plan_id: PlanId.optional() }).strict();
export type CheckPlan = z.infer<typeof CheckPlan>;

export const SkipOccurrence = z.object({ starts_at: Timestamp }).strict();
export type SkipOccurrence = z.infer<typeof SkipOccurrence>;

export const ListSchedule = z.object({
  /** From now for a week, unless told otherwise; at most 62 days. */
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  terrain_id: IdText.optional(),
  club_id: IdText.optional(),
});
export type ListSchedule = z.infer<typeof ListSchedule>;

export const PlanView = z.object({
  id: PlanId,
  club_id: ClubId,
  terrain_id: CourtId,
  court_name: z.string(),
  title: z.string(),
  starts_on: CalendarDay,
  start_time: TimeOfDay,
  duration_minutes: z.int(),
  weekly: z.boolean(),
  ends_on: CalendarDay.nullable(),
  /** The club's: `starts_on` and `start_time` are on its clock. */
  timezone: z.string(),
  created_by_name: z.string(),
  created_at: Timestamp,
});
export type PlanView = z.infer<typeof PlanView>;

export const OccurrenceState = z.enum(["planned", "starting", "started", "failed", "missed", "skipped"]);
export type OccurrenceState = z.infer<typeof OccurrenceState>;

/** Why a planned recording has not started, or not yet. */
export const PlanCause = z.enum([
  "camera_unreachable",
  "device_offline",
  "device_timeout",
  "device_busy",
  "storage_full",
  "court_recording",
  "no_camera",
  "vigie_away",
  "internal",
]);
export type PlanCause = z.infer<typeof PlanCause>;

/** What takes a court at the same time: another plan, or a recording that runs now. */
export const Conflict = z.object({
  kind: z.enum(["plan", "recording"]),
  /** The plan's title, or who records. */
  title: z.string(),
  starts_at: Timestamp,
  ends_at: Timestamp,
});
export type Conflict = z.infer<typeof Conflict>;

export const OccurrenceView = z.object({
  plan_id: PlanId,
  terrain_id: CourtId,
  court_name: z.string(),
  title: z.string(),
  weekly: z.boolean(),
  starts_at: Timestamp,
  ends_at: Timestamp,
  state: OccurrenceState,
  /** How often it was tried in vain. */
  attempts: z.int(),
  cause: PlanCause.nullable(),
  /** The cause in one sentence. */
  error: z.string().nullable(),
  session_id: SessionId.nullable(),
  recording: z.object({ status: RecordingState, error: z.string().nullable() }).nullable(),
  file_id: FileId.nullable(),
  conflict: Conflict.nullable(),
});
export type OccurrenceView = z.infer<typeof OccurrenceView>;

export const Schedule = z.object({
  from: Timestamp,
  to: Timestamp,
  /** In the order of their beginning. */
  occurrences: z.array(OccurrenceView),
  /** Those the occurrences belong to, and no others. */
  plans: z.array(PlanView),
  clubs: z.array(z.object({ id: ClubId, name: z.string(), timezone: z.string() })),
});
export type Schedule = z.infer<typeof Schedule>;

/** What a plan would do: its next time, and the first time it could not. */
export const PlanCheck = z.object({
  next: z.object({ starts_at: Timestamp, ends_at: Timestamp }).nullable(),
  conflict: Conflict.nullable(),
});
export type PlanCheck = z.infer<typeof PlanCheck>;

export const CalendarFeedView = z.object({ created_at: Timestamp, last_read_at: Timestamp.nullable() });
export type CalendarFeedView = z.infer<typeof CalendarFeedView>;
/** As `newToken("vigiec")` makes it. */
export const CalendarToken = z.string().regex(/^vigiec_[\w-]{43}$/);
