import { lstat, open, realpath, rm } from "node:fs/promises";
import path from "node:path";
import { AppError } from "@/lib/core/errors";
import { type Logger, redactUrls } from "@/lib/core/logger";
import { isErrno, syncFolder } from "@/lib/storage/durable";
import { recordingPaths } from "./recordings/paths";
import type { RecordingStore } from "./recordings/store";
import type { Reports } from "./reports";

/** The end of a long log is where the cause stands; escaped in JSON it must fit a message of 64 KiB. */
const MAX_LOG_BYTES = 24 * 1024;
/** What a device makes (contract, Files): nothing else is ever deleted by name. */
const OWN_FILE = /^(videos|clips|images)\/\d{1,10}\/[\w-][\w.-]{0,200}\.(mp4|jpg)$/;

export type DeviceFiles = {
  /** Removes a finished file with its poster and log and tells so; removing it again changes nothing. Throws `conflict` for one being written. */
  delete(fileId: string, relative: string): Promise<void>;
  /** Removes it with its poster and log, and tells nobody: web has a verified copy. Throws `conflict` for one being written. */
  dropCopy(fileId: string, relative: string): Promise<void>;
  /** Throws `not_found` when it is not on the disk, `unprocessable` when the path is not that file's. */
  requireFile(fileId: string, relative: string): Promise<void>;
  /** The end of ffmpeg's log of a recording. Throws `not_found`. */
  readLog(clubId: number, sessionId: string): Promise<string>;
};

type Options = {
  mediaDir: string;
  store: RecordingStore;
  reports: Pick<Reports, "file">;
  log: Logger;
  onDelete?: (fileId: string) => void;
};

export function createDeviceFiles({ mediaDir, store, reports, log, onDelete = () => {} }: Options): DeviceFiles {
  /** The row's own path when there is one: an id never removes another file. */
  function check(fileId: string, relative: string) {
    const row = store.getByFile(fileId);
    if (row && !["ready", "failed"].includes(row.state))
      throw new AppError("conflict", "This recording is not finished yet. Stop it first.");
    const isOther = row?.file && row.file.path !== relative;
    if (isOther || !OWN_FILE.test(relative)) throw new AppError("unprocessable", "This is not the path of that file.");
    return row;
  }

  /** The folder it lies in, links followed; null when there is none. */
  async function folderOf(relative: string): Promise<string | null> {
    const folder = await realpath(path.join(mediaDir, path.dirname(relative))).catch(() => null);
    if (folder !== null && folder !== path.join(await realpath(mediaDir), path.dirname(relative)))
      throw new AppError("unprocessable", "This path leads out of the spool.");
    return folder;
  }

  async function remove(fileId: string, relative: string) {
    const row = check(fileId, relative);
    const folder = await folderOf(relative);
    if (folder !== null) {
      const file = path.join(mediaDir, relative);
      const stem = file.replace(/\.[^./]+$/, "");
      for (const one of [file, `${stem}.jpg`, `${stem}.ffmpeg.log`]) await rm(one, { force: true });
      await syncFolder(folder);
    }
    if (row) store.remove(row.sessionId);
    return row;
  }

  return {
    async requireFile(fileId, relative) {
      check(fileId, relative);
      const folder = await folderOf(relative);
      const found = folder === null ? null : await lstat(path.join(folder, path.basename(relative))).catch(() => null);
      if (!found?.isFile()) throw new AppError("not_found", "The file is not on this device any more.");
    },
    async delete(fileId, relative) {
      const row = await remove(fileId, relative);
      onDelete(fileId);
      reports.file({ file_id: fileId, state: "deleted", location: "device", sha256: row?.file?.sha256 ?? null });
      log.info({ file: fileId, path: relative }, "file deleted");
    },
    async dropCopy(fileId, relative) {
      await remove(fileId, relative);
      log.info({ file: fileId, path: relative }, "made room: the server has this file");
    },
    async readLog(clubId, sessionId) {
      try {
        return redactUrls(await readEnd(recordingPaths(mediaDir, clubId, sessionId).log));
      } catch (cause) {
        if (!isErrno(cause, "ENOENT")) throw cause;
        throw new AppError("not_found", "There is no log of this recording.", { cause });
      }
    },
  };
}

async function readEnd(file: string): Promise<string> {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, MAX_LOG_BYTES);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.subarray(0, bytesRead).toString("utf8");
  } finally {
    await handle.close();
  }
}
