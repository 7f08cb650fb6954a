import { type AskedUpload, uploadIdOf } from "@/lib/contracts/uploads";
import { AppError } from "@/lib/core/errors";
import type { Ctx } from "@/lib/domain/context";
import { findWanted, type WantedUpload } from "@/lib/domain/uploads/find-wanted";
import type { Runtime } from "@/lib/server/runtime";
import { readDiskState } from "@/lib/storage/disk";
import type { UploadStore } from "@/lib/storage/uploads/upload-store";
import { readAsked } from "./read-asked";
import { tusAnswer } from "./tus-answer";

const MIB = 1024 ** 2;
const MAX_POSTER_BYTES = 2 * MIB;

/**
 * Begins an upload, or answers with the one that was begun before: a device that lost the answer, or its memory, goes on
 * where it was. Throws `not_found` for a file that is not the device's, `unprocessable` for one that is not what was
 * reported, `too_large`, and `storage_full` where it has no room.
 */
export async function createUpload(ctx: Ctx, { config, uploads }: Runtime, request: Request): Promise<Response> {
  const asked = readAsked(request);
  const wanted = await findWanted(ctx, uploadIdOf(asked));
  refuseUnlike(wanted, asked);
  const most = { ...config, poster: MAX_POSTER_BYTES };
  if (asked.bytes > mostBytes(most, asked))
    throw new AppError("too_large", `This server takes ${mostBytes(most, asked)} bytes of a ${asked.purpose} at most.`);
  if (wanted.bytesHere !== null) return begun(wanted.id, wanted.bytesHere);
  const known = await uploads.find(wanted.id);
  if (known && known.sha256 === asked.sha256 && known.bytes === asked.bytes) return begun(wanted.id, known.offset);
  if (known) await uploads.forget(known.id);
  await assertRoom(ctx, { reserve: config.DISK_RESERVE, uploads, bytes: asked.bytes });
  return tusAnswer(await uploads.handle(request), ctx.requestId);
}

const begun = (id: string, offset: number): Response =>
  new Response(null, {
    status: 201,
    headers: { "tus-resumable": "1.0.0", location: `/api/uploads/${id}`, "upload-offset": String(offset) },
  });

/** The report of a file says how long it is and what is in it; an upload of anything else is of no use. */
function refuseUnlike(wanted: WantedUpload, { purpose, bytes, sha256 }: AskedUpload): void {
  const isLike =
    wanted.purpose === purpose && (wanted.sha256 ?? sha256) === sha256 && (wanted.bytes ?? bytes) === bytes;
  if (isLike) return;
  throw new AppError("unprocessable", "The file was reported with another length or hash than this upload has.", {
    details: { reason: "unlike" },
  });
}

type Most = Pick<Runtime["config"], "UPLOAD_MAX_RECORDING_MB" | "UPLOAD_MAX_CLIP_MB" | "UPLOAD_MAX_PHOTO_MB">;
const mostBytes = (most: Most & { poster: number }, { purpose }: AskedUpload): number =>
  ({
    recording: most.UPLOAD_MAX_RECORDING_MB * MIB,
    clip: most.UPLOAD_MAX_CLIP_MB * MIB,
    photo: most.UPLOAD_MAX_PHOTO_MB * MIB,
    poster: most.poster,
  })[purpose];

type Room = { reserve: string | undefined; uploads: UploadStore; bytes: number };

/** Room for this one and for all that were promised before. */
async function assertRoom({ settings }: Ctx, { reserve, uploads, bytes }: Room): Promise<void> {
  const [disk, toCome] = await Promise.all([readDiskState(settings.mediaDir, reserve), uploads.bytesToCome()]);
  const bytesFree = disk.bytesFree - toCome - disk.bytesReserved;
  if (bytesFree >= bytes) return;
  throw new AppError(
    "storage_full",
    "The server's disk is nearly full. The file waits on its device; delete videos first.",
    {
      details: { bytes, bytes_free: Math.max(0, bytesFree) },
      retryAfterSeconds: 60,
    },
  );
}
