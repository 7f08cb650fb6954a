import { authorize, notFound } from "@/lib/auth/permissions";
import type { FileView } from "@/lib/contracts/files";
import { AppError } from "@/lib/core/errors";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { findFile, isSessionId } from "./find";
import { placeAfterCommit } from "./trash";
import { FILE_INCLUDE, type FileRow, toFileView } from "./view";

/**
 * Moves a file to the trash. Throws `conflict` for a protected file and for a recording that is not finished;
 * `not_found` when it is in the trash already.
 */
export async function deleteFile(ctx: Ctx, ref: string): Promise<FileView> {
  if (isSessionId(ref)) await refuseUnfinished(ctx, ref);
  const file = await findFile(ctx, "file:delete", ref);
  const trashed = await throwAway(ctx, file);
  await placeAfterCommit(ctx, trashed);
  return toFileView(trashed);
}

async function refuseUnfinished(ctx: Ctx, sessionId: string): Promise<void> {
  const recording = await ctx.db.recording.findUnique({ where: { sessionId }, include: { session: true } });
  const isUnfinished = recording && recording.status !== "ready" && recording.status !== "failed";
  if (!isUnfinished) return;
  authorize(ctx.actor, "file:delete", { clubId: recording.clubId, ownerId: recording.session.createdById }, "Video");
  throw new AppError("conflict", "This recording is not finished. Stop it first, then delete the video.");
}

/** The update's own condition decides between a deletion and a protection at the same moment. */
async function throwAway(ctx: Ctx, { id, clubId, path, session, location }: FileRow): Promise<FileRow> {
  return ctx.db.$transaction(async (tx) => {
    const trashedById = ctx.actor.kind === "user" ? ctx.actor.id : null;
    const { count } = await tx.mediaFile.updateMany({
      where: { id, trashedAt: null, protected: false },
      data: { trashedAt: ctx.clock.now(), trashedById, trashedFrom: location, location: "trash" },
    });
    const now = await tx.mediaFile.findUniqueOrThrow({ where: { id }, include: FILE_INCLUDE });
    if (count === 0 && now.trashedAt) throw notFound("Video");
    if (count === 0) throw new AppError("conflict", "This video is protected. Remove the protection first.");
    await audit(tx, ctx, "file.delete", id, { clubId, details: { path } });
    await ctx.notify(tx, { kind: "file", id, clubId, ownerId: session?.createdById ?? null, deleted: true });
    return now;
  });
}
