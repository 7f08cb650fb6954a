import type { z } from "zod";
import type { FileReport, FullReport, RecordingReport, SessionReport } from "@/lib/contracts/mqtt";
import type { Clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { topics } from "@/lib/mqtt/topics";
import type { Outbox } from "@/lib/outbox/outbox";

/** The device's way to say what became of things: everything leaves through the outbox and stays there until acknowledged. */
export interface Reports {
  /** One change of state. Durable when it returns; sent as soon as there is a link. */
  recording(about: RecordingReport): void;
  session(about: SessionReport): void;
  file(about: z.infer<typeof FileReport>): void;
  /**
   * How far a recording is. The next word on it takes the place of one still queued, so that a day without a link
   * queues one line per recording and not one every ten seconds.
   */
  progress(about: RecordingReport): void;
  /** Everything there is; likewise only the newest one waits. */
  full(about: FullReport): void;
}

export type ReportsOptions = {
  outbox: Pick<Outbox, "add" | "forget">;
  deviceId: string;
  bootId: string;
  clock: Clock;
  /** Called after something was queued. */
  wake: () => void;
};

export function createReports({ outbox, deviceId, bootId, clock, wake }: ReportsOptions): Reports {
  /** Ids of queued reports that the next one makes worthless. */
  const replaceable = new Map<string, string>();

  const queue = (type: string, about: unknown): string => {
    const id = newId();
    const envelope = { schema: 1, report_id: id, device_id: deviceId, boot_id: bootId, at: clock.now().toISOString() };
    outbox.add({ id, topic: topics.report(deviceId), payload: { ...envelope, type, data: about } });
    // Not before the end of a transaction this may be part of.
    setImmediate(wake);
    return id;
  };
  const dropReplaced = (key: string): void => {
    const id = replaceable.get(key);
    if (!id) return;
    outbox.forget([id]);
    replaceable.delete(key);
  };
  return {
    recording(about) {
      dropReplaced(about.session_id);
      queue("recording", about);
    },
    session: (about) => void queue("session", about),
    file: (about) => void queue("file", about),
    progress(about) {
      dropReplaced(about.session_id);
      replaceable.set(about.session_id, queue("recording", about));
    },
    full(about) {
      dropReplaced("full");
      replaceable.set("full", queue("full", about));
    },
  };
}
