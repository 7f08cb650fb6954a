import { notFound } from "@/lib/auth/permissions";
import type { FetchingFile } from "@/lib/contracts/uploads";
import { AppError } from "@/lib/core/errors";
import type { MediaFile } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { resolveMediaPath } from "./media-path";
import { posterPath } from "./paths";

type About = { contentType: string; filename: string; etag: string | null };
/**
 * Bytes on this machine; the address of the edge-worker beside us that may have them, and what to do when it has not; or
 * how far they are on their way from their device.
 */
export type Located =
  | (About & { path: string })
  | (About & { url: string; otherwise: (() => Promise<Located>) | null })
  | { fetching: FetchingFile };

type Wanted = {
  path: string;
  filename: string;
  etag: string | null;
  storageId: string | null;
  askFor: string | null;
  /** Has it brought from its device. */
  bring?: () => Promise<Located>;
};

/**
 * Finds the bytes of a file: below MEDIA_DIR when its storage is ours, else at EDGE_LOCAL_URL. Throws `unavailable` when
 * it lies on a device that is not this machine, and `not_found` when it is gone from the disk.
 */
export async function locate(ctx: Ctx, wanted: Wanted): Promise<Located> {
  const { path, filename, etag, storageId, askFor, bring } = wanted;
  const about = { contentType: contentTypeOf(path), filename, etag };
  if (storageId === ctx.settings.storageId) {
    const found = await resolveMediaPath(ctx.settings.mediaDir, path);
    if (found) return { path: found, ...about };
    ctx.log.error({ path }, "a file that should be here is not on the disk");
    throw notFound("Video");
  }
  if (ctx.settings.edgeLocalUrl && askFor)
    return { url: new URL(`/files/${askFor}`, ctx.settings.edgeLocalUrl).href, otherwise: bring ?? null, ...about };
  if (bring) return bring();
  throw new AppError(
    "unavailable",
    "The file is still on the device that recorded it and was not brought here yet. Try again later.",
  );
}

type Posed = Pick<MediaFile, "path" | "sha256" | "storageId">;

/** The poster of a video, also while the video itself is still on its device. `place`: where else it may lie. */
export async function locatePoster(ctx: Ctx, { path, sha256, storageId }: Posed, place?: string): Promise<Located> {
  const poster = posterPath(path);
  const isHere = (await resolveMediaPath(ctx.settings.mediaDir, poster)) !== null;
  return locate(ctx, {
    path: isHere ? poster : (place ?? poster),
    filename: poster.split("/").at(-1)!,
    etag: `${sha256}-poster`,
    storageId: isHere ? ctx.settings.storageId : storageId,
    askFor: null,
  });
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
