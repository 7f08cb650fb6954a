import type { z } from "zod";
import type { ClipReport, FileReport, FullReport, RecordingReport, SessionReport } from "@/lib/contracts/mqtt";
import type { Clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import type { Bus } from "@/lib/mqtt/bus";
import { topics } from "@/lib/mqtt/topics";
import type { Outbox } from "@/lib/outbox/outbox";

/** The device's way to say what became of things: everything leaves through the outbox and stays there until acknowledged. */
export interface Reports {
  /** One change of state. Durable when it returns; sent as soon as there is a link. */
  recording(about: RecordingReport): void;
  session(about: SessionReport): void;
  file(about: z.infer<typeof FileReport>): void;
  clip(about: ClipReport): void;
  /**
   * How far a recording is. The next word on it takes the place of one still queued, so that a day without a link
   * queues one line per recording and not one every ten seconds.
   */
  progress(about: RecordingReport): void;
  /**
   * Everything there is, to be checked against. With nothing before it in the queue it is sent without being kept: an
   * idle device must not write every minute (R23), and the next one says it again. Else it waits for its turn, and only
   * the newest one does.
   */
  full(about: FullReport): void;
}

export type ReportsOptions = {
  outbox: Pick<Outbox, "add" | "forget" | "size" | "lastSeq">;
  bus: Pick<Bus, "connected" | "publish">;
  deviceId: string;
  bootId: string;
  clock: Clock;
  /** Called after something was queued. */
  wake: () => void;
};

export function createReports({ outbox, bus, deviceId, bootId, clock, wake }: ReportsOptions): Reports {
  /** Ids of queued reports that the next one makes worthless. */
  const replaceable = new Map<string, string>();
  const topic = topics.report(deviceId);

  const envelope = (type: string, about: unknown) => ({
    ...{ schema: 1, report_id: newId(), device_id: deviceId, boot_id: bootId },
    ...{ at: clock.now().toISOString(), type, data: about },
  });
  const queue = (type: string, about: unknown): string => {
    const payload = envelope(type, about);
    outbox.add({ id: payload.report_id, topic, payload });
    // Not before the end of a transaction this may be part of.
    setImmediate(wake);
    return payload.report_id;
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
    clip: (about) => void queue("clip", about),
    progress(about) {
      dropReplaced(about.session_id);
      replaceable.set(about.session_id, queue("recording", about));
    },
    full(about) {
      dropReplaced("full");
      if (outbox.size() > 0) return void replaceable.set("full", queue("full", about));
      if (!bus.connected) return;
      const payload = { ...envelope("full", about), seq: outbox.lastSeq() };
      bus.publish(topic, JSON.stringify(payload)).catch(() => undefined);
    },
  };
}
