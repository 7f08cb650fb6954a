import type { CameraReport } from "@/lib/contracts/cameras";
import type { CourtView } from "@/lib/contracts/courts";
import type { OverviewCourt } from "@/lib/contracts/overview";
import type { RecordingState } from "@/lib/contracts/recordings";
import type { MediaLocation } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import type { CourtFacts } from "./problem-facts";

/** What a device says of a court's camera now, and when that camera last gave a picture. */
export type SeenCamera = { report: CameraReport; lastFrameAt: Date | null };

/** Null while the device is away or has not spoken of the camera yet. */
export const cameraReport =
  (ctx: Ctx) =>
  ({ camera }: Pick<CourtView, "camera">): SeenCamera | null => {
    const presence = camera && ctx.devices.presence(camera.device_id);
    if (!presence?.online) return null;
    const report = presence.status?.cameras.find(({ id }) => id === camera?.id);
    return report ? { report, lastFrameAt: frameTime(report, presence.receivedAt) } : null;
  };

/** The device counted the age when it spoke. */
export const frameTime = ({ frame_age_ms }: CameraReport, receivedAt: Date | null): Date | null =>
  frame_age_ms === null || receivedAt === null ? null : new Date(receivedAt.getTime() - frame_age_ms);

export const toCourtFacts = (court: CourtView, seen: SeenCamera | null): CourtFacts => ({
  court: { id: court.id, name: court.name, club_name: court.club_name },
  deviceId: court.camera?.device_id ?? null,
  camera: seen && { state: seen.report.state, error: seen.report.error, lastFrameAt: seen.lastFrameAt },
  recordingSessionId: court.recording ? (court.session?.session_id ?? null) : null,
});

type Newest = { status: RecordingState; at: Date; location: MediaLocation | null };

/** The newest recording of each court that is over, unless it was thrown away. */
export async function readNewestRecordings(ctx: Ctx, clubId: number | undefined): Promise<Map<number, Newest>> {
  const rows = await ctx.db.session.findMany({
    where: {
      ...(clubId !== undefined && { clubId }),
      courtId: { not: null },
      recording: {
        status: { in: ["finalizing", "ready", "failed"] },
        OR: [{ file: null }, { file: { trashedAt: null } }],
      },
    },
    distinct: ["courtId"],
    orderBy: [{ courtId: "asc" }, { createdAt: "desc" }],
    select: {
      courtId: true,
      recording: { select: { status: true, endedAt: true, endsAt: true, file: { select: { location: true } } } },
    },
  });
  return new Map(
    rows.map(({ courtId, recording }) => {
      const { status, endedAt, endsAt, file } = recording!;
      return [courtId!, { status, at: endedAt ?? endsAt, location: file?.location ?? null }];
    }),
  );
}

export const toOverviewCourt = (
  court: CourtView,
  seen: SeenCamera | null,
  newest: Newest | undefined,
): OverviewCourt => ({
  ...court,
  last_frame_at: seen?.lastFrameAt?.toISOString() ?? null,
  stored: newest ? { state: storedState(newest), at: newest.at.toISOString() } : { state: "none", at: null },
});

function storedState({ status, location }: Newest): OverviewCourt["stored"]["state"] {
  if (status === "failed") return "failed";
  if (location === "missing") return "missing";
  return status === "ready" ? "stored" : "finishing";
}
