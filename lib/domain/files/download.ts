import { can, notFound } from "@/lib/auth/permissions";
import { AppError, isAppError } from "@/lib/core/errors";
import type { Recording } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { findSession } from "../sessions/find";
import { bringFile } from "./bring";
import { findFile, findTrashed, isSessionId, readFileRow, requireClub } from "./find";
import { type Located, locate, locatePoster } from "./locate";
import { resolveMediaPath } from "./media-path";
import { partPath, posterPath, trashPath, videoPath } from "./paths";

/** A recording is finished within seconds; then the same request has its file. */
const FINISHED_SOON_SECONDS = 5;

/**
 * Where the bytes of a file are, by its id or its session's. A recording that is being finished plays already, also by
 * the id its stop answered. Throws `conflict` while it is still being recorded, and `unavailable` while the bytes of one
 * being finished are not to be had here.
 */
export async function locateDownload(ctx: Ctx, ref: string, query: { club_id?: number | undefined }): Promise<Located> {
  const unfinished = (await readFileRow(ctx, ref)) ? null : await unfinishedSession(ctx, ref);
  if (unfinished) return locateUnfinished(ctx, unfinished, query.club_id);
  const file = await findFile(ctx, "file:download", ref);
  requireClub(file.clubId, query.club_id);
  return locate(ctx, { ...file, etag: file.sha256, askFor: file.id, bring: () => bringFile(ctx, file) });
}

/** The poster frame of a video; in the trash, for those who may take it back. Throws `not_found` when it has none. */
export async function locateThumbnail(ctx: Ctx, ref: string): Promise<Located> {
  const live = await readFileRow(ctx, ref);
  const isInTrash = !live && can(ctx.actor, "file:delete");
  const file = isInTrash ? await findTrashed(ctx, "file:delete", ref) : await findFile(ctx, "file:list", ref);
  if (!file.hasPoster) throw notFound("Thumbnail");
  return locatePoster(ctx, file, isInTrash ? trashPath(file.id, posterPath(file.path)) : undefined);
}

/** The session a file is still to come from: the one named, or the one whose recording's file was born with this id. */
async function unfinishedSession(ctx: Ctx, ref: string): Promise<string | null> {
  if (isSessionId(ref)) return ref;
  const where = { bornFileId: ref, status: { in: [...BEFORE_READY] } };
  return (await ctx.db.recording.findFirst({ where, select: { sessionId: true } }))?.sessionId ?? null;
}
const BEFORE_READY = ["starting", "recording", "finalizing"] as const;

async function locateUnfinished(ctx: Ctx, sessionId: string, clubId: number | undefined): Promise<Located> {
  const session = await findSession(ctx, "file:download", sessionId, "Video");
  requireClub(session.clubId, clubId);
  const { recording } = session;
  if (!recording || recording.status === "failed" || recording.status === "ready") throw notFound("Video");
  if (recording.status !== "finalizing") throw stillRecording(recording);
  const device = await ctx.db.device.findUnique({ where: { id: recording.deviceId }, select: { storageId: true } });
  const wanted = {
    path: await newestName(ctx, recording),
    filename: `${sessionId}.mp4`,
    etag: null, // the bytes are about to change
    storageId: device?.storageId ?? null,
    askFor: sessionId,
  };
  return locate(ctx, wanted).catch((error: unknown) => {
    throw isAppError(error) && error.code !== "internal" ? stillFinishing() : error;
  });
}

const stillFinishing = () =>
  new AppError("unavailable", "This recording is being finished. Try again in a few seconds.", {
    retryAfterSeconds: FINISHED_SOON_SECONDS,
  });

/** The final name may be there before the device's word of it. */
async function newestName(ctx: Ctx, { clubId, sessionId }: Recording): Promise<string> {
  const final = videoPath(clubId, sessionId);
  return (await resolveMediaPath(ctx.settings.mediaDir, final)) ? final : partPath(clubId, sessionId);
}

const stillRecording = (recording: Recording) =>
  new AppError("conflict", "This session is still being recorded. Stop it first, or wait for its end.", {
    details: { ends_at: recording.endsAt.toISOString() },
  });
