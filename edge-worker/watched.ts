import type { Clock } from "@/lib/core/clock";
import { every } from "@/lib/core/every";
import type { Logger } from "@/lib/core/logger";
import type { SystemdNotifier } from "@/lib/process/systemd-notifier";
import type { Worker } from "./worker";

/** Three chances in each period. */
const BEATS = 3;

/** Tells systemd that the worker is up, and from then on that it does its work as long as it does. */
export async function keepWatched(worker: Worker, systemd: SystemdNotifier, clock: Clock, log: Logger): Promise<void> {
  await systemd.tell("READY=1", `STATUS=${worker.sayHow()}`);
  if (systemd.watchdogMs === null) return;
  every({ name: "watchdog", periodMs: systemd.watchdogMs / BEATS, clock, log }, async () => {
    const trouble = await worker.look();
    if (trouble === null) return systemd.tell("WATCHDOG=1", `STATUS=${worker.sayHow()}`);
    log.error({ trouble }, "the worker does not do its work; systemd starts it anew unless that passes");
    await systemd.tell(`STATUS=${trouble}`);
  });
}
