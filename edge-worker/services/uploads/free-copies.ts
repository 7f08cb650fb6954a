import type { Logger } from "@/lib/core/logger";
import type { DiskState } from "@/lib/storage/disk";
import type { DeviceFiles } from "../files";
import type { Copies } from "./copies";

/** So many reserves stay free, as long as there is something to give up: recordings and clips are refused at one. */
const RESERVES = 1.5;

export type FreeCopiesOptions = {
  copies: Pick<Copies, "oldest" | "remove">;
  files: Pick<DeviceFiles, "dropCopy">;
  readDisk(): Promise<DiskState>;
  log: Logger;
};

/** Removes what web has verified, the oldest first, until there is room again. What web has not is never touched. */
export async function freeCopies({ copies, files, readDisk, log }: FreeCopiesOptions): Promise<void> {
  for (;;) {
    const { bytesFree, bytesReserved } = await readDisk();
    const copy = bytesFree < bytesReserved * RESERVES ? copies.oldest() : null;
    if (!copy) return;
    try {
      await files.dropCopy(copy.fileId, copy.path);
    } catch (err) {
      log.warn({ err, file: copy.fileId, path: copy.path }, "a copy stays: it could not be removed");
    }
    copies.remove(copy.fileId);
  }
}
