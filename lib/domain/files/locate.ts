import { notFound } from "@/lib/auth/permissions";
import { AppError } from "@/lib/core/errors";
import type { Ctx } from "../context";
import { resolveMediaPath } from "./media-path";

/** Bytes on this machine, or the address of the edge-worker beside us that has them. */
export type Located =
  | { path: string; contentType: string; filename: string; etag: string | null }
  | { url: string; contentType: string; filename: string; etag: string | null };

type Wanted = { path: string; filename: string; etag: string | null; storageId: string | null; askFor: string | null };

/**
 * Finds the bytes of a file: below MEDIA_DIR when its storage is ours, else at EDGE_LOCAL_URL. Throws `unavailable` when
 * it lies on a device that is not this machine, and `not_found` when it is gone from the disk.
 */
export async function locate(ctx: Ctx, { path, filename, etag, storageId, askFor }: Wanted): Promise<Located> {
  const about = { contentType: contentTypeOf(path), filename, etag };
  if (storageId === ctx.settings.storageId) {
    const found = await resolveMediaPath(ctx.settings.mediaDir, path);
    if (found) return { path: found, ...about };
    ctx.log.error({ path }, "a file that should be here is not on the disk");
    throw notFound("Video");
  }
  if (ctx.settings.edgeLocalUrl && askFor)
    return { url: new URL(`/files/${askFor}`, ctx.settings.edgeLocalUrl).href, ...about };
  throw new AppError(
    "unavailable",
    "The file is still on the device that recorded it and was not brought here yet. Try again later.",
  );
}

const TYPES: Record<string, string> = {
  mp4: "video/mp4",
  part: "video/mp4",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  pdf: "application/pdf",
  json: "application/json",
};
const contentTypeOf = (path: string): string =>
  TYPES[path.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream";
