import { randomUUID } from "node:crypto";
import { link, mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";

/** Folders and files of the spool are for the program alone. */
export const FOLDER_MODE = 0o700;
export const FILE_MODE = 0o600;

/** Makes a folder and its parents, mode 0700; nothing to do when it exists. */
export async function ensureFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  if (made) await syncFolder(path.dirname(made));
}

/** A name that was created, renamed or removed survives a power cut only once its folder is synced (fsync(2)). */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What is in the file now survives a power cut, whoever wrote it. */
export async function syncFile(file: string): Promise<void> {
  const handle = await open(file, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Gives a finished file its name: file synced, renamed over whatever had the name, both folders synced. */
export async function renameDurably(from: string, to: string): Promise<void> {
  await syncFile(from);
  await rename(from, to);
  await syncFolder(path.dirname(to));
  if (path.dirname(from) !== path.dirname(to)) await syncFolder(path.dirname(from));
}

/** Removes a file; it does not come back after a power cut. A file that is not there is removed already. */
export async function removeDurably(file: string): Promise<void> {
  await rm(file, { force: true });
  await syncFolder(path.dirname(file));
}

/**
 * Writes a small file so that it is there whole or not at all. With `ifAbsent` an existing one wins, also one that
 * another process creates meanwhile. Returns whether it was written.
 */
export async function writeDurably(file: string, text: string, { ifAbsent = false } = {}): Promise<boolean> {
  const born = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}.part`);
  try {
    const handle = await open(born, "wx", FILE_MODE);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (!ifAbsent) await rename(born, file);
    else if (!(await linkIfAbsent(born, file))) return false;
    await syncFolder(path.dirname(file));
    return true;
  } finally {
    await rm(born, { force: true });
  }
}

/** link(2) refuses an existing name, which rename(2) would replace. */
async function linkIfAbsent(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (isErrno(error, "EEXIST")) return false;
    throw error;
  }
}

/** Whether a failure is this one of the operating system. */
export const isErrno = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;
