import { notFound, scopeFilter } from "@/lib/auth/permissions";
import type { CameraView } from "@/lib/contracts/cameras";
import { IdText } from "@/lib/contracts/common";
import { AppError } from "@/lib/core/errors";
import type { Ctx } from "../context";
import { page } from "../paging";
import { toCameraView } from "./view";

type ListCameras = { limit: number; cursor?: string | undefined; club_id?: number | undefined };

/** Cameras of the actor's club in the order they were added; a super admin sees every club's, or the one asked for. */
export async function listCameras(
  ctx: Ctx,
  query: ListCameras,
): Promise<{ cameras: CameraView[]; next_cursor: string | null }> {
  const { clubId = query.club_id } = scopeFilter(ctx.actor, "camera:read");
  if (query.club_id !== undefined && query.club_id !== clubId) throw notFound("Club");
  const found = await ctx.db.camera.findMany({
    where: {
      deletedAt: null,
      ...(clubId !== undefined && { clubId }),
      ...(query.cursor !== undefined && { id: { gt: lastSeen(query.cursor) } }),
    },
    orderBy: { id: "asc" },
    take: query.limit + 1,
  });
  const { rows, nextCursor } = page(found, query.limit, (camera) => String(camera.id));
  return { cameras: rows.map(toCameraView), next_cursor: nextCursor };
}

function lastSeen(cursor: string): number {
  const id = IdText.safeParse(cursor);
  if (!id.success) throw new AppError("unprocessable", "The cursor is not one this list gave. Start again without it.");
  return id.data;
}
