import { z } from "zod";
import { CameraId, ClubId, DeviceId, IdText, IntText, NextCursor, Page, Timestamp } from "./common";
import { EventClip } from "./events";
import { TimeOfDay } from "./schedule";

export const AlertId = z.uuid();
export const AlertSeverity = z.enum(["info", "warning", "critical"]);
export type AlertSeverity = z.infer<typeof AlertSeverity>;

/** An event's type, or what the system noticed by itself. Newer devices know more. */
export const AlertKind = z
  .string()
  .max(64)
  .regex(/^[a-z0-9_]+(\.[a-z0-9_]+)*$/, "a type of events such as button.pressed");

/** Something people are told of, as they may see it. */
export const AlertView = z.object({
  id: AlertId,
  /** Grows with every alert: a program that was away asks for `after_seq`. */
  seq: z.int(),
  club_id: ClubId.nullable(),
  kind: z.string(),
  severity: AlertSeverity,
  rule_id: z.uuid().nullable(),
  /** Today's names; null where there is no such thing. */
  rule_name: z.string().nullable(),
  event_id: z.uuid().nullable(),
  device_id: DeviceId.nullable(),
  device_name: z.string().nullable(),
  camera_id: CameraId.nullable(),
  camera_name: z.string().nullable(),
  court_name: z.string().nullable(),
  occurred_at: Timestamp,
  raised_at: Timestamp,
  /** What was wrong is well again. */
  recovered_at: Timestamp.nullable(),
  acknowledged_at: Timestamp.nullable(),
  acknowledged_by: z.object({ id: z.int(), name: z.string() }).nullable(),
  /** It was told long after it happened: its device had been away. */
  late: z.boolean(),
  /** False when the device did not know the time well. */
  clock_synced: z.boolean(),
  /** More than 1 where many late events of one kind became one alert; the last of them is at `last_at`. */
  count: z.int().positive(),
  last_at: Timestamp,
  /** Whether `GET /api/events/<event_id>/poster.jpg` has something to show now. */
  has_picture: z.boolean(),
  /** What was filmed around its event; none while it is being filmed. */
  clips: z.array(EventClip),
  /** What the event or the system says beside it. */
  data: z.record(z.string(), z.unknown()),
});
export type AlertView = z.infer<typeof AlertView>;

export const ListAlerts = Page.extend({
  state: z.enum(["open", "acknowledged"]).optional(),
  club_id: IdText.optional(),
  device: DeviceId.optional(),
  camera: IdText.optional(),
  kind: AlertKind.optional(),
  severity: AlertSeverity.optional(),
  /** What was raised after this one, oldest first: for a program that was away. */
  after_seq: IntText(0, 9_999_999_999).optional(),
});
export type ListAlerts = z.output<typeof ListAlerts>;

export const AlertList = z.object({
  alerts: z.array(AlertView),
  next_cursor: NextCursor,
  /** How many the caller may see and nobody has acknowledged, whatever the filters. */
  open_count: z.int(),
  /** The newest alert the caller may see; 0 when there is none. */
  latest_seq: z.int(),
});
export type AlertList = z.infer<typeof AlertList>;

export const UpdateAlert = z.object({ acknowledged: z.boolean() }).strict();
export type UpdateAlert = z.infer<typeof UpdateAlert>;

/** Some by their ids, or all up to and with the newest one that was seen. */
export const AcknowledgeAlerts = z.union([
  z.object({ ids: z.array(AlertId).min(1).max(500), acknowledged: z.boolean().default(true) }).strict(),
  z.object({ all: z.literal(true), before_seq: z.int().nonnegative().optional(), club_id: ClubId.optional() }).strict(),
]);
export type AcknowledgeAlerts = z.output<typeof AcknowledgeAlerts>;

/** Hours on the club's clock in which a rule is silent: on these days from `from`, over midnight when `to` is not later. */
export const QuietHours = z
  .object({
    /** 0 for Monday … 6 for Sunday: the day they begin on. */
    days: z.array(z.int().min(0).max(6)).min(1).max(7),
    from: TimeOfDay,
    to: TimeOfDay,
  })
  .strict();
export type QuietHours = z.infer<typeof QuietHours>;

export const AlertRuleView = z.object({
  id: z.uuid(),
  club_id: ClubId,
  name: z.string(),
  enabled: z.boolean(),
  /** Types of events; `camera` stands for all that begin with `camera.`. */
  kinds: z.array(AlertKind),
  /** Empty: all of them. */
  devices: z.array(DeviceId),
  cameras: z.array(CameraId),
  quiet_hours: z.array(QuietHours),
  /** After an alert the same kind of the same device is silent for so long. */
  cooldown_seconds: z.int(),
  severity: AlertSeverity,
  /** The clock of its quiet hours. */
  timezone: z.string(),
});
export type AlertRuleView = z.infer<typeof AlertRuleView>;

const RuleFields = {
  name: z.string().trim().min(1).max(80),
  enabled: z.boolean(),
  kinds: z.array(AlertKind).min(1).max(20),
  devices: z.array(DeviceId).max(100),
  cameras: z.array(CameraId).max(200),
  quiet_hours: z.array(QuietHours).max(20),
  cooldown_seconds: z.int().min(0).max(86_400),
  severity: AlertSeverity,
};

export const CreateAlertRule = z
  .object({
    ...RuleFields,
    /** Needed from those who belong to no club. */
    club_id: ClubId.optional(),
    enabled: RuleFields.enabled.default(true),
    devices: RuleFields.devices.default([]),
    cameras: RuleFields.cameras.default([]),
    quiet_hours: RuleFields.quiet_hours.default([]),
    cooldown_seconds: RuleFields.cooldown_seconds.default(0),
    severity: RuleFields.severity.default("warning"),
  })
  .strict();
export type CreateAlertRule = z.output<typeof CreateAlertRule>;

/** Only what is given changes. */
export const UpdateAlertRule = z.object(RuleFields).partial().strict();
export type UpdateAlertRule = z.output<typeof UpdateAlertRule>;
