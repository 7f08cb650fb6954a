import { mkdir, readdir, rename, rm, rmdir } from "node:fs/promises";
import path from "node:path";
import { FileId } from "@/lib/contracts/common";
import type { MediaFile } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { isAbsent, resolveMediaPath } from "./media-path";
import { logPath, posterPath, TRASH_FOLDER, trashFolder, trashPath } from "./paths";

const DAY_MS = 24 * 3_600_000;
type Placed = Pick<MediaFile, "id" | "clubId" | "sessionId" | "path" | "kind">;

/** What was thrown away before this moment can no longer be taken back. */
export const trashLimit = (ctx: Ctx): Date => new Date(ctx.clock.now().getTime() - ctx.settings.trashDays * DAY_MS);

/** A file with what was made beside it: a video's poster, and a recording's log. */
function withCompanions({ path, clubId, sessionId, kind }: Placed): string[] {
  if (kind === "clip") return [path, posterPath(path)];
  if (kind !== "recording") return [path];
  return [path, posterPath(path), ...(sessionId ? [logPath(clubId, sessionId)] : [])];
}

/**
 * Moves the bytes of a file of ours to where its row says they are: below `.trash/<file id>/` of MEDIA_DIR, or in their
 * place. Moving what is there already changes nothing, so an interrupted move is simply done again; when the row changed
 * meanwhile, they follow it. Bytes on a device of its own stay where they are: only so can they be taken back.
 */
export async function placeFile(ctx: Ctx, id: string): Promise<void> {
  for (let isSettled = false; !isSettled; ) {
    const file = await ctx.db.mediaFile.findUnique({ where: { id } });
    if (file?.storageId !== ctx.settings.storageId) return;
    const isTrashed = file.trashedAt !== null;
    for (const relative of withCompanions(file)) {
      const inTrash = trashPath(id, relative);
      await move(ctx, isTrashed ? { from: relative, to: inTrash } : { from: inTrash, to: relative });
    }
    if (!isTrashed) await removeEmpty(path.join(ctx.settings.mediaDir, trashFolder(id)));
    const now = await ctx.db.mediaFile.findUnique({ where: { id }, select: { trashedAt: true } });
    isSettled = !now || (now.trashedAt !== null) === isTrashed;
  }
}

/** The same once the row is committed: what fails now is done by the next cleanup. */
export async function placeAfterCommit(ctx: Ctx, { id }: Pick<MediaFile, "id">): Promise<void> {
  await placeFile(ctx, id).catch((error: unknown) => {
    ctx.log.error(
      { file_id: id, err: error },
      "a file was not moved to or from the trash; the next cleanup tries again",
    );
  });
}

/** Never over a file that is there. */
async function move({ settings: { mediaDir } }: Ctx, { from, to }: { from: string; to: string }): Promise<void> {
  const [source, taken] = await Promise.all([resolveMediaPath(mediaDir, from), resolveMediaPath(mediaDir, to)]);
  if (!source || taken) return;
  const target = path.join(mediaDir, to);
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  await rename(source, target).catch((error: unknown) => {
    if (!isAbsent(error)) throw error; // somebody else moved it just now
  });
}

/** The folders of a file that went back; whatever still lies in them keeps them. */
async function removeEmpty(folder: string): Promise<void> {
  const inside = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of inside) if (entry.isDirectory()) await removeEmpty(path.join(folder, entry.name));
  await rmdir(folder).catch(() => undefined);
}

/** Removes the bytes of a file of ours from the trash, for good. */
export async function removeFromTrash(ctx: Ctx, id: string): Promise<void> {
  await placeFile(ctx, id);
  const { mediaDir, storageId } = ctx.settings;
  await rm(path.join(mediaDir, trashFolder(id)), { recursive: true, force: true });
  const file = await ctx.db.mediaFile.findUnique({ where: { id } });
  // Of a video that never left its device the poster may be here.
  if (file && file.storageId !== storageId) await rm(path.join(mediaDir, posterPath(file.path)), { force: true });
}

/** Finishes the moves that a crash cut short between the commit and the rename. */
export async function settleTrash(ctx: Ctx): Promise<void> {
  const since = new Date(ctx.clock.now().getTime() - DAY_MS);
  const names = await readdir(path.join(ctx.settings.mediaDir, TRASH_FOLDER)).catch(() => []);
  const inTrash = names.filter((name) => FileId.safeParse(name).success);
  const unsettled = await ctx.db.mediaFile.findMany({
    where: {
      storageId: ctx.settings.storageId,
      OR: [{ trashedAt: { gt: since } }, { trashedAt: null, id: { in: inTrash } }],
    },
    select: { id: true },
  });
  for (const { id } of unsettled) await placeFile(ctx, id);
}
