import path from "node:path";
import { newId } from "@/lib/core/ids";
import { later, onDay, type Row, type Scene } from "./history";
import { cutVideo } from "./past-video";

/** What the sensors of device `pi-demo` saw on court 1; each press of the mat left a clip. One arrived after an outage. */
const EVENTS = [
  { type: "button.pressed", daysAgo: 1, hour: 18, minute: 52, lateMinutes: 0 },
  { type: "photo.motion", daysAgo: 1, hour: 22, minute: 41, lateMinutes: 0 },
  { type: "button.pressed", daysAgo: 2, hour: 19, minute: 38, lateMinutes: 35 },
  { type: "photo.motion", daysAgo: 3, hour: 6, minute: 57, lateMinutes: 0 },
] as const;
const DEVICE = "pi-demo";
const COURT = 1;
/** A clip begins this long before what it shows. */
const BEFORE_SECONDS = 5;
const CLIP_SECONDS = 15;

/** Makes the clips and answers the rows of the events and of their files. */
export async function pastEvents(scene: Scene): Promise<Row[]> {
  return (await Promise.all(EVENTS.map((event, index) => rowsOf(scene, event, index)))).flat();
}

async function rowsOf(scene: Scene, seen: (typeof EVENTS)[number], index: number): Promise<Row[]> {
  const { db, mediaDir, films, storageId } = scene;
  const camera = scene.cameras.get(COURT);
  if (!camera) return [];
  const { clubId, id: cameraId } = camera;
  const eventId = newId();
  const occurredAt = onDay(seen);
  const receivedAt = later(occurredAt, seen.lateMinutes * 60 + 0.08);
  const order = { bootId: "demo", seq: BigInt(EVENTS.length - index), historical: seen.lateMinutes > 0 };
  const about = { clubId, cameraId, deviceId: DEVICE };
  const event = db.event.create({
    data: { ...about, ...order, id: eventId, type: seen.type, occurredAt, receivedAt, placedAt: occurredAt },
  });
  if (seen.type !== "button.pressed") return [event];
  const filename = `${eventId}.mp4`;
  const relative = `clips/${clubId}/${filename}`;
  const file = await cutVideo(films.court1, 3 + index * 2, CLIP_SECONDS, path.join(mediaDir, relative));
  const where = { kind: "clip", path: relative, filename, location: "web", storageId } as const;
  const createdAt = later(occurredAt, -BEFORE_SECONDS);
  return [
    event,
    db.mediaFile.create({ data: { ...about, ...file, ...where, id: newId(), courtId: COURT, eventId, createdAt } }),
  ];
}
