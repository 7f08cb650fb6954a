import { readEventPicture } from "@/lib/contracts/event-picture";
import type { Logger } from "@/lib/core/logger";
import type { NewestPictures } from "@/lib/media/event-pictures";
import type { Bus, Message } from "@/lib/mqtt/bus";
import { deviceOf, WEB_FILTERS } from "@/lib/mqtt/topics";

type Options = {
  bus: Bus;
  pictures: NewestPictures;
  /** A picture has come: perhaps after the alert it belongs to was shown without one. */
  onPicture: (eventId: string) => void;
  log: Logger;
};

/** Keeps the pictures that devices send the moment a sensor triggers. Every web program hears them all. Returns how to stop. */
export function receiveEventPictures({ bus, pictures, onPicture, log }: Options): () => void {
  const receive = ({ topic, payload }: Message): void => {
    const deviceId = deviceOf(topic);
    const read = readEventPicture(payload);
    if (!deviceId || !read) {
      log.debug({ topic, bytes: payload.length }, "what came as the picture of an event is none");
      return;
    }
    // A copy: the packet it came in holds more, and may be used again.
    pictures.put(deviceId, read.eventId, Buffer.from(read.jpeg));
    onPicture(read.eventId);
  };
  return bus.subscribe(WEB_FILTERS.posters, receive, { qos: 0 });
}
