import type { AlertRuleView, CreateAlertRule, QuietHours } from "@/lib/contracts/alerts";

/** A rule as it stands in the form. */
export type RuleDraft = Omit<CreateAlertRule, "club_id">;

/** What a rule can be asked for in the form; others that a program gave it are kept. */
export const RULE_KINDS = [
  "button.pressed",
  "photo.motion",
  "camera.lost",
  "recorder.stopped",
  "recorder.replaced",
  "video.lost",
] as const;
/** What there can be alerts of: what rules ask for, and what Vigie notices by itself. */
export const ALERT_KINDS = [...RULE_KINDS, "device.offline", "disk.low", "clock.unsure"] as const;
/** Seconds of silence that the form offers. */
export const COOLDOWNS = [0, 10, 30, 60, 300, 900, 3_600] as const;

export const NEW_RULE: RuleDraft = {
  ...{ name: "", enabled: true, kinds: ["button.pressed", "photo.motion"], devices: [], cameras: [] },
  ...{ quiet_hours: [], cooldown_seconds: 0, severity: "warning" },
};
export const NIGHT: QuietHours = { days: [0, 1, 2, 3, 4, 5, 6], from: "22:00", to: "07:00" };

export const toDraft = (rule: AlertRuleView): RuleDraft => ({
  name: rule.name,
  enabled: rule.enabled,
  kinds: rule.kinds,
  devices: rule.devices,
  cameras: rule.cameras,
  quiet_hours: rule.quiet_hours,
  cooldown_seconds: rule.cooldown_seconds,
  severity: rule.severity,
});

export const isComplete = ({ name, kinds, quiet_hours }: RuleDraft): boolean =>
  name.trim() !== "" && kinds.length > 0 && quiet_hours.every(({ days, from, to }) => days.length > 0 && from && to);

/** Chooses one or lets it go. */
export const toggled = <T>(chosen: readonly T[], one: T): T[] =>
  chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];

export type CooldownUnit = "none" | "seconds" | "minutes" | "hours";
/** The largest unit that says it in a whole number. */
export function cooldownWords(seconds: number): { unit: CooldownUnit; count: number } {
  if (seconds === 0) return { unit: "none", count: 0 };
  if (seconds % 3_600 === 0) return { unit: "hours", count: seconds / 3_600 };
  return seconds % 60 === 0 ? { unit: "minutes", count: seconds / 60 } : { unit: "seconds", count: seconds };
}

/** A Monday, to take the names of the days from. */
const MONDAY_MS = Date.UTC(2024, 0, 1, 12);
export const weekdayDate = (day: number): Date => new Date(MONDAY_MS + day * 86_400_000);
