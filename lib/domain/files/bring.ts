import { stat } from "node:fs/promises";
import path from "node:path";
import { notFound } from "@/lib/auth/permissions";
import { type FetchingFile, UploadPurpose } from "@/lib/contracts/uploads";
import { AppError, isAppError } from "@/lib/core/errors";
import type { MediaFile } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { UPLOADS_FOLDER } from "./paths";

/** Somebody asks every second while they wait; as long as bytes come, the device need not hear it again. */
const STILL_COMING_MS = 5_000;

/**
 * Has the device send a file before all others, and says how much of it is here. Asking again only looks. Throws
 * `unavailable` while the device is away: it sends the file when it is back. `not_found` when it has it no more.
 */
export async function bringFile(ctx: Ctx, file: MediaFile): Promise<{ fetching: FetchingFile }> {
  const purpose = UploadPurpose.exclude(["poster"]).safeParse(file.kind);
  if (!file.deviceId || !purpose.success || file.location === "missing") throw notFound("Video");
  const arrived = await readArrived(ctx, file.id);
  if (!arrived.isMoving) {
    const { id: file_id, path, sha256 } = file;
    await ctx.devices
      .command(file.deviceId, "file.upload", { file_id, path, sha256, purpose: purpose.data })
      .catch((error: unknown) => {
        throw likeAway(error);
      });
  }
  // The last per cent is the check of its hash.
  return {
    fetching: { status: "fetching", progress: Math.min(0.99, arrived.bytes / Math.max(1, Number(file.bytes))) },
  };
}

async function readArrived(ctx: Ctx, id: string): Promise<{ bytes: number; isMoving: boolean }> {
  const found = await stat(path.join(ctx.settings.mediaDir, UPLOADS_FOLDER, id)).catch(() => null);
  if (!found) return { bytes: 0, isMoving: false };
  return { bytes: found.size, isMoving: Date.now() - found.mtimeMs < STILL_COMING_MS };
}

const RETRY_SECONDS = 5;

/** What stands in the way, for people: a device that is away comes back by itself. */
function likeAway(error: unknown): unknown {
  if (!isAppError(error)) return error;
  if (error.code === "not_found") return notFound("Video");
  if (error.code !== "unavailable" && error.code !== "device_timeout") return error;
  return new AppError(
    "unavailable",
    "The video is still on the device that recorded it, and that device cannot send it now. It comes when the device is connected again.",
    { cause: error, retryAfterSeconds: RETRY_SECONDS },
  );
}
