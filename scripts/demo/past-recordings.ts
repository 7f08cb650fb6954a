import path from "node:path";
import { newId } from "@/lib/core/ids";
import { DEMO_EMAILS, type DemoPerson } from "@/prisma/seed";
import { later, type Moment, onDay, type Row, type Scene } from "./history";
import { cutVideo } from "./past-video";

type Past = Moment & { court: 1 | 2 | 3; by: DemoPerson; seconds: number; isProtected?: true };

/** Evenings of the last days: who recorded where, and how much of it the demo keeps. */
const RECORDINGS: readonly Past[] = [
  { court: 1, by: "player", daysAgo: 1, hour: 18, minute: 30, seconds: 75 },
  { court: 2, by: "staff", daysAgo: 1, hour: 20, minute: 4, seconds: 40 },
  { court: 1, by: "player_same_club", daysAgo: 2, hour: 19, minute: 15, seconds: 60, isProtected: true },
  { court: 2, by: "club_admin", daysAgo: 4, hour: 17, minute: 45, seconds: 32 },
  { court: 1, by: "player", daysAgo: 6, hour: 10, minute: 2, seconds: 48 },
  { court: 3, by: "player_other", daysAgo: 2, hour: 18, minute: 0, seconds: 54 },
];

/** Makes the videos and answers the rows that speak of them. */
export async function pastRecordings(scene: Scene): Promise<Row[]> {
  return (await Promise.all(RECORDINGS.map((past, index) => rowsOf(scene, past, index)))).flat();
}

async function rowsOf({ db, mediaDir, films, storageId, cameras }: Scene, past: Past, index: number): Promise<Row[]> {
  const camera = cameras.get(past.court);
  const user = await db.user.findUnique({ where: { email: DEMO_EMAILS[past.by] } });
  if (!camera || !user) return [];
  const createdAt = onDay(past);
  const sessionId = `sess_${past.court}_${createdAt.getTime()}`;
  const filename = `${sessionId}.mp4`;
  const relative = `videos/${camera.clubId}/${filename}`;
  const from = (index * 5) % 14;
  const file = await cutVideo(films[`court${past.court}`], from, past.seconds, path.join(mediaDir, relative));
  const startedAt = later(createdAt, 4);
  const endedAt = later(startedAt, file.durationSeconds);
  const place = { clubId: camera.clubId, cameraId: camera.id, deviceId: camera.deviceId };
  const courtId = past.court;
  const fileId = newId();
  const times = { createdAt, lastActivityAt: endedAt, closedAt: endedAt };
  const where = { kind: "recording", path: relative, filename, location: "web", storageId } as const;
  const planned = { durationMinutes: 90, requestedAt: createdAt, startedAt, endsAt: later(startedAt, 90 * 60) };
  const { bytes, durationSeconds } = file;
  return [
    db.session.create({
      data: { ...place, ...times, id: sessionId, courtId, createdById: user.id, status: "closed" },
    }),
    db.mediaFile.create({
      data: {
        ...{ ...place, ...file, ...where, id: fileId, courtId, sessionId },
        ...{ protected: past.isProtected ?? false, createdAt: startedAt },
      },
    }),
    db.recording.create({
      data: { ...place, ...planned, sessionId, status: "ready", endedAt, fileId, bytes, durationSeconds },
    }),
  ];
}
