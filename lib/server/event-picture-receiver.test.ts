import { expect, test, vi } from "vitest";
import { readEventPicture, writeEventPicture } from "@/lib/contracts/event-picture";
import { newId } from "@/lib/core/ids";
import { createLogger } from "@/lib/core/logger";
import { NewestPictures } from "@/lib/media/event-pictures";
import type { Bus, Message } from "@/lib/mqtt/bus";
import { topics } from "@/lib/mqtt/topics";
import { receiveEventPictures } from "./event-picture-receiver";

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);

function start(kept = 200) {
  let onMessage: (message: Message) => void = () => {};
  const bus: Pick<Bus, "subscribe"> = {
    subscribe(_filter, handler) {
      onMessage = handler;
      return () => {};
    },
  };
  const pictures = new NewestPictures(kept);
  const onPicture = vi.fn();
  receiveEventPictures({ bus: bus as Bus, pictures, onPicture, log: createLogger("test", "silent") });
  const send = (device: string, payload: Buffer) =>
    onMessage({ topic: topics.poster(device, 1), payload, retained: false });
  return { pictures, onPicture, send };
}

test("the picture of an event is kept under the device that sent it, for its event alone", () => {
  const { pictures, onPicture, send } = start();
  const id = newId();
  send("pi-1", writeEventPicture(id, JPEG));
  expect(onPicture).toHaveBeenCalledExactlyOnceWith(id);
  expect(pictures.get("pi-1", id)).toEqual(JPEG);
  // Whoever claims another device's event is not believed.
  expect(pictures.get("pi-2", id)).toBeNull();
  expect(pictures.has("pi-1", newId())).toBe(false);
});

test("what is no picture is let go", () => {
  const { onPicture, send } = start();
  for (const bad of [Buffer.alloc(0), Buffer.alloc(16), JPEG, writeEventPicture(newId(), Buffer.from("GIF89a..."))])
    send("pi-1", bad);
  expect(onPicture).not.toHaveBeenCalled();
  expect(readEventPicture(writeEventPicture("018f0000-0000-7000-8000-00000000000a", JPEG))?.eventId).toBe(
    "018f0000-0000-7000-8000-00000000000a",
  );
});

test("only the newest are kept, and a picture that comes again counts as new", () => {
  const { pictures, send } = start(3);
  const ids = Array.from({ length: 4 }, newId);
  for (const id of ids.slice(0, 3)) send("pi-1", writeEventPicture(id, JPEG));
  send("pi-1", writeEventPicture(ids[0]!, JPEG));
  send("pi-1", writeEventPicture(ids[3]!, JPEG));
  expect(ids.map((id) => pictures.has("pi-1", id))).toEqual([true, false, true, true]);
});
