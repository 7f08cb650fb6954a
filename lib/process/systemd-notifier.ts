import type { Logger } from "@/lib/core/logger";
import type { ProcessRunner } from "./process-runner";
import { runToEnd } from "./run-to-end";

/** Tells systemd how this program is (sd_notify(3)). */
export type SystemdNotifier = {
  /** How soon it must hear from us again, in ms; null when it does not watch over us. */
  readonly watchdogMs: number | null;
  /** Assignments like `READY=1` and `STATUS=…`. Never rejects: what was not told is logged. */
  tell(...assignments: string[]): Promise<void>;
};

const DEADLINE_MS = 5_000;

/**
 * Its socket takes datagrams, which Node does not send: systemd's own program does it for us, so the unit needs
 * `NotifyAccess=all`. Without a `socket` nobody listens and nothing is done.
 */
export function systemdNotifier({ socket, watchdogMs, run, log }: SystemdOptions): SystemdNotifier {
  return {
    watchdogMs: socket === null ? null : watchdogMs,
    async tell(...assignments) {
      if (socket === null) return;
      const args = [`NOTIFY_SOCKET=${socket}`, "systemd-notify", ...assignments];
      try {
        const { code, stderrTail } = await runToEnd(
          run,
          { command: "/usr/bin/env", args },
          { deadlineMs: DEADLINE_MS },
        );
        if (code !== 0) log.warn({ assignments, code, said: stderrTail.at(-1) }, "systemd could not be told");
      } catch (err) {
        log.warn({ err, assignments }, "systemd could not be told");
      }
    },
  };
}

export type SystemdOptions = {
  socket: string | null;
  watchdogMs: number | null;
  run: ProcessRunner;
  log: Logger;
};
