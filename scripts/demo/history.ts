import type { Db } from "@/lib/db/client";
import type { Camera, Prisma } from "@/lib/db/generated/client";
import { ensureStorageMarker } from "@/lib/storage/marker";
import type { Films } from "./films";
import { pastEvents } from "./past-events";
import { pastRecordings } from "./past-recordings";

/** What the rows of the past are made from; `cameras` by court. */
export type Scene = { db: Db; mediaDir: string; films: Films; storageId: string; cameras: Map<number, Camera> };
/** Written when a transaction runs it. */
export type Row = Prisma.PrismaPromise<unknown>;
export type Moment = { daysAgo: number; hour: number; minute: number };

/** Gives a new demo a past: recordings, clips and events with files that are really there. Nothing to do when there is one. */
export async function ensureHistory(db: Db, mediaDir: string, films: Films): Promise<void> {
  if ((await db.recording.count()) > 0 || (await db.event.count()) > 0) return;
  const storageId = await ensureStorageMarker(mediaDir);
  const cameras = new Map<number, Camera>();
  for (const camera of await db.camera.findMany({ where: { deletedAt: null } }))
    if (camera.courtId) cameras.set(camera.courtId, camera);
  const scene = { db, mediaDir, films, storageId, cameras };
  const rows = await Promise.all([pastRecordings(scene), pastEvents(scene)]);
  await db.$transaction(rows.flat()); // all of the past or none, should we be killed meanwhile
}

export function onDay({ daysAgo, hour, minute }: Moment): Date {
  const day = new Date();
  day.setDate(day.getDate() - daysAgo);
  day.setHours(hour, minute, 7, 420);
  return day;
}

export const later = (time: Date, seconds: number): Date => new Date(time.getTime() + seconds * 1_000);
