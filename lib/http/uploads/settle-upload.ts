import { chmod, stat } from "node:fs/promises";
import path from "node:path";
import { AppError } from "@/lib/core/errors";
import type { Ctx } from "@/lib/domain/context";
import { recordArrival } from "@/lib/domain/uploads/arrive";
import type { WantedUpload } from "@/lib/domain/uploads/find-wanted";
import { ensureFolder, FILE_MODE, isErrno, renameDurably } from "@/lib/storage/durable";
import { hashFile } from "@/lib/storage/hash-file";
import { beginsAs } from "@/lib/storage/uploads/magic-bytes";
import type { StoredUpload, UploadStore } from "@/lib/storage/uploads/upload-store";

/** Hashing a match takes seconds, longer than a client waits before it asks again. */
const settling = new Map<string, Promise<void>>();

/**
 * Makes a file of an upload that has all its bytes: the hash is taken here once more, then the name, durably, and last the
 * row says that it is here. Whatever of it a crash cut short is done again. Throws `unprocessable`, and drops what was sent,
 * when the bytes are not those that were announced.
 */
export function settleUpload(ctx: Ctx, store: UploadStore, wanted: WantedUpload, stored: StoredUpload): Promise<void> {
  const running = settling.get(stored.file);
  if (running) return running;
  const settled = settle(ctx, store, wanted, stored).finally(() => settling.delete(stored.file));
  settling.set(stored.file, settled);
  return settled;
}

async function settle(ctx: Ctx, store: UploadStore, wanted: WantedUpload, stored: StoredUpload): Promise<void> {
  const isSound = (await hashFile(stored.file)) === stored.sha256 && (await beginsAs(stored.file, wanted.path));
  if (!isSound) {
    await store.forget(stored.id);
    ctx.log.warn(
      { upload: stored.id, bytes: stored.bytes },
      "an upload was dropped: its bytes are not what was announced",
    );
    throw new AppError(
      "unprocessable",
      "What arrived is not the file that was announced. It was dropped: send it again.",
      {
        details: { reason: "damaged" },
      },
    );
  }
  const place = path.join(ctx.settings.mediaDir, wanted.path);
  await refuseOther(place, wanted);
  await chmod(stored.file, FILE_MODE);
  await ensureFolder(path.dirname(place));
  await renameDurably(stored.file, place);
  const isRecorded = await recordArrival(ctx, wanted);
  await store.forget(stored.id);
  ctx.log.info({ upload: stored.id, bytes: stored.bytes, isRecorded }, "a file arrived");
}

/** Never over another file: only what has the same bytes, or is a picture, may have the name already. */
async function refuseOther(place: string, { purpose, sha256 }: WantedUpload): Promise<void> {
  if (purpose === "poster" || !(await exists(place)) || (await hashFile(place)) === sha256) return;
  throw new AppError("conflict", "Another file lies where this one belongs on the server. An operator must look.");
}

/**
 * A crash between the name and the row leaves the file in its place and nothing of the upload: the row follows it. True
 * when it did.
 */
export async function adoptLeftover(ctx: Ctx, wanted: WantedUpload): Promise<boolean> {
  if (wanted.bytesHere !== null || wanted.sha256 === null) return false;
  const place = path.join(ctx.settings.mediaDir, wanted.path);
  if (!(await exists(place)) || (await hashFile(place)) !== wanted.sha256) return false;
  return recordArrival(ctx, wanted);
}

async function exists(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch (error) {
    if (isErrno(error, "ENOENT")) return false;
    throw error;
  }
}
