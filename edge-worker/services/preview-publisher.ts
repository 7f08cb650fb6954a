import { type Frame, frameHeader, type Profile } from "@/lib/contracts/preview";
import type { Clock } from "@/lib/core/clock";
import type { Logger } from "@/lib/core/logger";
import type { PreviewSource } from "@/lib/media/ports";
import type { Bus } from "@/lib/mqtt/bus";
import { topics } from "@/lib/mqtt/topics";
import type { Cameras } from "./cameras";

/** Pictures for viewers elsewhere, made and sent only while a lease lasts: a web that dies is forgotten by itself. */
export interface PreviewPublisher {
  /** Begins or prolongs a lease. Throws `not_found` for a camera this device does not serve. */
  lease(cameraId: number, profile: Profile, seconds: number): void;
  active(): { cameraId: number; profile: Profile; sent: number; dropped: number }[];
  stop(): void;
}

export type PreviewPublisherOptions = {
  cameras: Pick<Cameras, "get" | "hold">;
  /** A connection of its own: frames must never stand in the way of a command or a report. */
  bus: Pick<Bus, "connected" | "publish">;
  deviceId: string;
  clock: Clock;
  log: Logger;
};

type Lease = {
  cameraId: number;
  profile: Profile;
  source: PreviewSource;
  untilMs: number;
  sinceMs: number;
  isSending: boolean;
  sent: number;
  dropped: number;
  ending: AbortController;
  close(): void;
};

export function createPreviewPublisher(options: PreviewPublisherOptions): PreviewPublisher {
  const { cameras, bus, deviceId, clock, log } = options;
  const leases = new Map<string, Lease>();

  /** At most one frame is under way per camera and profile; whatever comes meanwhile is dropped, the next one is newer. */
  function send(lease: Lease, frame: Frame): void {
    if (lease.isSending || !bus.connected) {
      lease.dropped++;
      return;
    }
    lease.isSending = true;
    const message = Buffer.concat([frameHeader(frame), frame.jpeg]);
    const done = (): void => {
      lease.isSending = false;
    };
    bus.publish(topics.preview(deviceId, lease.cameraId, lease.profile), message, { qos: 0 }).then(
      () => {
        lease.sent++;
        done();
      },
      () => {
        lease.dropped++;
        done();
      },
    );
  }

  function open(cameraId: number, profile: Profile, source: PreviewSource): Lease {
    const release = cameras.hold(cameraId);
    const nowMs = clock.monotonicMs();
    const lease: Lease = {
      ...{ cameraId, profile, source, untilMs: nowMs, sinceMs: nowMs },
      ...{ isSending: false, sent: 0, dropped: 0, ending: new AbortController() },
      close() {
        unwatch();
        release();
      },
    };
    const unwatch = source.watch(profile, (frame) => send(lease, frame));
    log.info({ camera: cameraId, profile }, "preview started");
    return lease;
  }

  function end(key: string, lease: Lease, cause: string): void {
    lease.ending.abort();
    if (leases.get(key) === lease) leases.delete(key);
    lease.close();
    const { cameraId: camera, profile, sent, dropped } = lease;
    const lastedMs = Math.round(clock.monotonicMs() - lease.sinceMs);
    log.info({ camera, profile, sent, dropped, lastedMs, cause }, "preview ended");
  }

  async function endInTime(key: string, lease: Lease): Promise<void> {
    while (!lease.ending.signal.aborted) {
      const restMs = lease.untilMs - clock.monotonicMs();
      if (restMs <= 0) return end(key, lease, "nobody watches");
      await clock.sleep(restMs, lease.ending.signal).catch(() => undefined);
    }
  }

  return {
    lease(cameraId, profile, seconds) {
      const key = `${cameraId}/${profile}`;
      const { preview } = cameras.get(cameraId);
      let lease = leases.get(key);
      if (lease && lease.source !== preview) {
        end(key, lease, "the camera changed");
        lease = undefined;
      }
      const isNew = lease === undefined;
      lease ??= open(cameraId, profile, preview);
      lease.untilMs = Math.max(lease.untilMs, clock.monotonicMs() + seconds * 1_000);
      if (!isNew) return;
      leases.set(key, lease);
      void endInTime(key, lease);
    },
    active: () =>
      [...leases.values()].map(({ cameraId, profile, sent, dropped }) => ({ cameraId, profile, sent, dropped })),
    stop() {
      for (const [key, lease] of leases) end(key, lease, "the program stops");
    },
  };
}
