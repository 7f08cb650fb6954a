import { writeEventPicture } from "@/lib/contracts/event-picture";
import type { Logger } from "@/lib/core/logger";
import type { SeenUnit } from "@/lib/media/ring";
import type { Bus } from "@/lib/mqtt/bus";
import { topics } from "@/lib/mqtt/topics";
import type { Cameras } from "../cameras";

/** As large as a tile: it is looked at in a notice, until the clip's own poster is there. */
export const POSTER_SIDE = 480;

export type Picture = Exclude<SeenUnit, { kind: "audio" }>;

export type ShowNowOptions = {
  bus: Pick<Bus, "connected" | "publish">;
  deviceId: string;
  cameras: Pick<Cameras, "get">;
  makeStill(picture: Picture, side: number): Promise<Buffer>;
  log: Logger;
};

/**
 * Sends what a camera sees at the moment of an event, once and only now: 16 bytes event id, then a JPEG of the newest key
 * frame in memory. Never throws: the event itself is on its way, and the clip brings a poster of its own.
 */
export function createShowNow({ bus, deviceId, cameras, makeStill, log }: ShowNowOptions) {
  async function show(eventId: string, cameraId: number): Promise<void> {
    const picture = cameras.get(cameraId).ring?.newestPicture();
    if (!bus.connected || !picture || picture.kind === "audio") return;
    const jpeg = await makeStill(picture, POSTER_SIDE);
    await bus.publish(topics.poster(deviceId, cameraId), writeEventPicture(eventId, jpeg), { qos: 0 });
  }
  return (eventId: string, cameraId: number): void => {
    show(eventId, cameraId).catch((err) => log.debug({ err, event: eventId, camera: cameraId }, "no picture was sent"));
  };
}
