import { mkdir, rename } from "node:fs/promises";
import path from "node:path";
import type { MediaFile } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { isAbsent, resolveMediaPath } from "./media-path";
import { logPath, posterPath, trashPath } from "./paths";

type Trashed = Pick<MediaFile, "id" | "clubId" | "sessionId" | "path" | "kind">;

/** A file with what was made beside it: a video's poster, and a recording's log. */
function withCompanions({ path, clubId, sessionId, kind }: Trashed): string[] {
  if (kind === "clip") return [path, posterPath(path)];
  if (kind !== "recording") return [path];
  return [path, posterPath(path), ...(sessionId ? [logPath(clubId, sessionId)] : [])];
}

/**
 * Moves a file of ours below `.trash/<file id>/` of MEDIA_DIR, its row saying so already. Moving what is there already
 * changes nothing, so an interrupted move is simply done again.
 */
export async function moveToTrash(ctx: Ctx, file: Trashed): Promise<void> {
  for (const relative of withCompanions(file)) {
    const from = await resolveMediaPath(ctx.settings.mediaDir, relative);
    if (!from) continue;
    const to = path.join(ctx.settings.mediaDir, trashPath(file.id, relative));
    await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
    await rename(from, to).catch((error: unknown) => {
      if (!isAbsent(error)) throw error; // somebody else moved it just now
    });
  }
}

/** Finishes the moves that a crash cut short between the commit and the rename. */
export async function settleTrash(ctx: Ctx): Promise<void> {
  const since = new Date(ctx.clock.now().getTime() - 24 * 3_600_000);
  const recent = await ctx.db.mediaFile.findMany({
    where: { trashedAt: { gt: since }, storageId: ctx.settings.storageId },
  });
  for (const file of recent) await moveToTrash(ctx, file);
}
