import type { AlertSeverity } from "@/lib/contracts/alerts";
import type { Patience } from "./step";

/** What Vigie notices by itself. The words are those of the events that devices send about the same. */
export type ConditionKind =
  | "device.offline"
  | "camera.lost"
  | "recorder.replaced"
  | "recorder.stopped"
  | "disk.low"
  | "clock.unsure";

type Line = Patience & { severity: AlertSeverity };

/** A device restarts in less than a minute, a camera in twenty seconds: what is over by then called nobody. */
export const KINDS: Record<Exclude<ConditionKind, "device.offline">, Line> = {
  "camera.lost": { severity: "warning", confirmMs: 20_000, recoverMs: 10_000 },
  "recorder.replaced": { severity: "info", confirmMs: 0, recoverMs: 60_000 },
  "recorder.stopped": { severity: "critical", confirmMs: 0, recoverMs: 0 },
  "disk.low": { severity: "warning", confirmMs: 30_000, recoverMs: 60_000 },
  "clock.unsure": { severity: "info", confirmMs: 60_000, recoverMs: 30_000 },
};

/** How long a device may be away is the operator's to say. */
export const lineOf = (kind: ConditionKind, deviceOfflineMs: number): Line =>
  kind === "device.offline" ? { severity: "critical", confirmMs: deviceOfflineMs, recoverMs: 10_000 } : KINDS[kind];
