import { allows } from "@/lib/auth/permissions";
import type { CourtView } from "@/lib/contracts/courts";
import type { Prisma } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { isRunning } from "../recordings/ranks";
import { type SessionRow, toSessionView } from "../sessions/view";

export const COURT_INCLUDE = {
  club: { select: { name: true } },
  cameras: {
    where: { deletedAt: null },
    orderBy: { id: "asc" },
    include: { device: { select: { lastSeenAt: true } } },
  },
} satisfies Prisma.CourtInclude;
export type CourtRow = Prisma.CourtGetPayload<{ include: typeof COURT_INCLUDE }>;

/** A court as `ctx.actor` may see it. `sessions` are its active ones, newest first, whoever's they are. */
export function toCourtView(ctx: Ctx, court: CourtRow, sessions: SessionRow[]): CourtView {
  const recorded = sessions.find((session) => session.recording && isRunning(session.recording.status));
  // The card shows the camera that films now; a court usually has only one.
  const camera = court.cameras.find(({ id }) => id === recorded?.cameraId) ?? court.cameras[0] ?? null;
  const presence = camera && ctx.devices.presence(camera.deviceId);
  const report = presence?.online ? presence.status?.cameras.find(({ id }) => id === camera?.id) : undefined;
  const session = [...(recorded ? [recorded] : []), ...sessions].find((row) => maySee(ctx, row));
  const lastSeenAt = presence?.lastSeenAt ?? camera?.device.lastSeenAt ?? null;
  return {
    id: court.id,
    club_id: court.clubId,
    club_name: court.club.name,
    name: court.name,
    position: court.position,
    camera: camera && { id: camera.id, name: camera.name, device_id: camera.deviceId, source: camera.source },
    camera_state: report?.state ?? null,
    device_online: presence?.online ?? false,
    device_last_seen_at: lastSeenAt?.toISOString() ?? null,
    session: session ? toSessionView(session, ctx.clock.now()) : null,
    recording: recorded ? toCourtRecording(recorded) : null,
  };
}

const maySee = (ctx: Ctx, { clubId, createdById }: SessionRow): boolean =>
  allows(ctx.actor, "session:read", { clubId, ownerId: createdById });

/** What everybody of the club may know: that the court is taken, by whom and until when. */
const toCourtRecording = ({ recording, createdBy }: SessionRow): CourtView["recording"] =>
  recording && {
    by: createdBy.name,
    started_at: recording.startedAt?.toISOString() ?? null,
    ends_at: recording.endsAt.toISOString(),
  };
