import { notFound } from "@/lib/auth/permissions";
import { AppError } from "@/lib/core/errors";
import type { Recording } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { findSession } from "../sessions/find";
import { findFile, isSessionId, readFileRow, requireClub } from "./find";
import { type Located, locate } from "./locate";
import { resolveMediaPath } from "./media-path";
import { partPath, posterPath, videoPath } from "./paths";

/**
 * Where the bytes of a file are, by its id or its session's. A recording that is being finished plays already. Throws
 * `conflict` while it is still being recorded.
 */
export async function locateDownload(ctx: Ctx, ref: string, query: { club_id?: number | undefined }): Promise<Located> {
  if (isSessionId(ref) && !(await readFileRow(ctx, ref))) return locateUnfinished(ctx, ref, query.club_id);
  const file = await findFile(ctx, "file:download", ref);
  requireClub(file.clubId, query.club_id);
  return locate(ctx, { ...file, etag: file.sha256, askFor: file.id });
}

/** The poster frame of a video. Throws `not_found` when it has none. */
export async function locateThumbnail(ctx: Ctx, ref: string): Promise<Located> {
  const file = await findFile(ctx, "file:list", ref);
  if (!file.hasPoster) throw notFound("Thumbnail");
  const poster = posterPath(file.path);
  return locate(ctx, {
    path: poster,
    filename: poster.split("/").at(-1)!,
    etag: `${file.sha256}-poster`,
    storageId: file.storageId,
    askFor: null,
  });
}

async function locateUnfinished(ctx: Ctx, sessionId: string, clubId: number | undefined): Promise<Located> {
  const session = await findSession(ctx, "file:download", sessionId, "Video");
  requireClub(session.clubId, clubId);
  const { recording } = session;
  if (!recording || recording.status === "failed" || recording.status === "ready") throw notFound("Video");
  if (recording.status !== "finalizing") throw stillRecording(recording);
  const device = await ctx.db.device.findUnique({ where: { id: recording.deviceId }, select: { storageId: true } });
  return locate(ctx, {
    path: await newestName(ctx, recording),
    filename: `${sessionId}.mp4`,
    etag: null, // the bytes are about to change
    storageId: device?.storageId ?? null,
    askFor: sessionId,
  });
}

/** The final name may be there before the device's word of it. */
async function newestName(ctx: Ctx, { clubId, sessionId }: Recording): Promise<string> {
  const final = videoPath(clubId, sessionId);
  return (await resolveMediaPath(ctx.settings.mediaDir, final)) ? final : partPath(clubId, sessionId);
}

const stillRecording = (recording: Recording) =>
  new AppError("conflict", "This session is still being recorded. Stop it first, or wait for its end.", {
    details: { ends_at: recording.endsAt.toISOString() },
  });
