import { stat } from "node:fs/promises";
import { notFound, requireDevice } from "@/lib/auth/permissions";
import { type UploadPurpose, uploadIdOf } from "@/lib/contracts/uploads";
import type { MediaFile } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { resolveMediaPath } from "../files/media-path";
import { posterPath } from "../files/paths";

/** A file a device may send. `bytes` and `sha256` are null where only the device knows them. */
export type WantedUpload = {
  id: string;
  purpose: UploadPurpose;
  file: MediaFile;
  /** Where it belongs below MEDIA_DIR. */
  path: string;
  bytes: number | null;
  sha256: string | null;
  /** Set when it is here already: how long it is. */
  bytesHere: number | null;
};

/**
 * What a device may send under this upload's id: a file of its own that is not in the trash. Throws `not_found` for any
 * other, and for one whose report is still on its way: the device asks again.
 */
export async function findWanted(ctx: Ctx, uploadId: string): Promise<WantedUpload> {
  requireDevice(ctx.actor);
  const isPoster = uploadId.endsWith("-poster");
  const id = uploadId.replace(/-poster$/, "");
  const file = await ctx.db.mediaFile.findFirst({ where: { id, deviceId: ctx.actor.id, trashedAt: null } });
  if (!file) throw notFound("File");
  const purpose = isPoster ? "poster" : PURPOSES[file.kind];
  if (!purpose || (isPoster && !file.hasPoster)) throw notFound("File");
  const path = isPoster ? posterPath(file.path) : file.path;
  const isMissing = !isPoster && file.storageId !== ctx.settings.storageId;
  return {
    ...{ id: uploadIdOf({ purpose, file_id: id }), purpose, file, path },
    bytes: isPoster ? null : Number(file.bytes),
    sha256: isPoster ? null : file.sha256,
    bytesHere: isMissing ? null : await bytesOf(ctx, path),
  };
}

/** What a device makes; the rest is made here. */
const PURPOSES: Partial<Record<MediaFile["kind"], UploadPurpose>> = {
  recording: "recording",
  clip: "clip",
  photo: "photo",
};

async function bytesOf(ctx: Ctx, path: string): Promise<number | null> {
  const found = await resolveMediaPath(ctx.settings.mediaDir, path);
  return found === null ? null : (await stat(found)).size;
}
