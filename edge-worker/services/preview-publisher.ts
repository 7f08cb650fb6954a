import type { Feed } from "@/lib/contracts/preview";
import type { Clock } from "@/lib/core/clock";
import type { Logger } from "@/lib/core/logger";
import type { Bus } from "@/lib/mqtt/bus";
import { topics } from "@/lib/mqtt/topics";
import type { Cameras, ServedCamera } from "./cameras";
import { type Outlet, sendFrames } from "./frame-sender";
import { type Leased, Leases } from "./leases";
import { sendParts } from "./part-sender";

/** What a camera shows for viewers elsewhere, made and sent only while a lease lasts: a web that dies is forgotten by itself. */
export interface PreviewPublisher {
  /**
   * Begins or prolongs a lease. Throws `not_found` for a camera this device does not serve, `unprocessable` for the stream
   * of one that has none.
   */
  lease(cameraId: number, feed: Feed, seconds: number): void;
  active(): { cameraId: number; feed: Feed; sent: number; dropped: number }[];
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

type Publishing = Leased & { cameraId: number; feed: Feed };

export function createPreviewPublisher(options: PreviewPublisherOptions): PreviewPublisher {
  const { cameras, bus, deviceId, clock, log } = options;
  const leases = new Leases<Publishing>("preview", { clock, log });

  function open(cameraId: number, feed: Feed, { preview, proxy }: ServedCamera): Publishing {
    const topic = topics.preview(deviceId, cameraId, feed);
    const outlet: Outlet = {
      isConnected: () => bus.connected,
      send: (message) => bus.publish(topic, message, { qos: 0 }),
    };
    const sender = feed === "hls" ? sendParts(proxy, outlet, clock) : sendFrames(preview, feed, outlet);
    const release = cameras.hold(cameraId);
    const { close } = sender;
    return Object.assign(sender, {
      cameraId,
      feed,
      close() {
        close();
        release();
      },
    });
  }

  return {
    lease(cameraId, feed, seconds) {
      const camera = cameras.get(cameraId);
      leases.renew({
        key: `${cameraId}/${feed}`,
        seconds,
        source: camera.proxy,
        about: { camera: cameraId, feed },
        open: () => open(cameraId, feed, camera),
      });
    },
    active: () => leases.running().map(({ cameraId, feed, sent, dropped }) => ({ cameraId, feed, sent, dropped })),
    stop: () => leases.stop(),
  };
}
