import { type FileHandle, open } from "node:fs/promises";
import { AppError } from "@/lib/core/errors";
import { signal } from "@/lib/core/signal";
import { takeTurns } from "@/lib/core/turns";
import { FILE_MODE } from "@/lib/storage/durable";
import type { Chapter } from "./mp4/chapters";
import { type Contents, finishInPlace, noteFragment, opening, readContents, writeAll } from "./mp4/growing-file";
import { readInitSegment } from "./mp4/init-segment";
import type { Fragment } from "./mp4/make-fragment";

/** What may wait for the disk: half a minute at 8 Mbit/s. More is not taken. */
const MAX_BEHIND_BYTES = 32 * 1024 * 1024;

/** A power cut costs at most this much of what was added. */
const SYNC_EVERY_MS = 500;

/** Node does what concerns files on four threads: with all of them waiting for a slow disk no picture would be written. */
const syncInTurn = takeTurns(3);

/** A recording being born: fragments in, on the disk at once and durable soon. */
export type PartFile = {
  /** False when the disk is so far behind that there is no room: the fragment is lost. */
  add(fragment: Fragment): boolean;
  /** Durable bytes. */
  bytes(): number;
  /** Resolves when the first fragment added here is durable. */
  readonly hasFragment: Promise<void>;
  /** Resolves with the cause when nothing more can be written. */
  readonly failed: Promise<unknown>;
  /** Everything added is durable when this resolves. */
  close(): Promise<void>;
  /** The same, and it is a plain MP4 when its index fits its room well. */
  finish(chapters: readonly Chapter[]): Promise<void>;
};

/** Creates a file (mode 0600) with room for an index of `roomBytes`. Throws when it exists already. */
export async function createPartFile(path: string, roomBytes: number, init: Buffer): Promise<PartFile> {
  const handle = await open(path, "wx+", FILE_MODE);
  const { head, length } = opening(roomBytes);
  const contents = { init: readInitSegment(init), tables: new Map(), bytes: length + init.length };
  // The head goes with the first fragment: a file without a picture stays empty.
  return partFile(handle, contents, 0, async () => {
    await writeAll(handle, head, 0);
    await writeAll(handle, init, length);
  });
}

/** A part that broke off, to be gone on with: `contents` is what is in it, `part` takes what follows. */
export type ReopenedPart = { contents: Contents; part: PartFile };

/**
 * Opens a part that broke off after its last whole fragment. Throws `unprocessable` when there is nothing in it or it
 * is no part of ours. Takes time with its length: about 0.1 ms for a fragment.
 */
export async function reopenPartFile(path: string): Promise<ReopenedPart> {
  const handle = await open(path, "r+");
  try {
    const contents = await readContents(handle);
    if (!contents || contents.tables.size === 0) throw new AppError("unprocessable", "Nothing was recorded yet.");
    await handle.truncate(contents.bytes);
    return { contents, part: partFile(handle, contents, contents.bytes, async () => {}) };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function partFile(handle: FileHandle, contents: Contents, from: number, begin: () => Promise<void>): PartFile {
  const [hasFragment, reportFirst] = signal<void>();
  const [failed, reportFailure] = signal<unknown>();
  let waiting: Buffer[] = [];
  let behind = 0;
  let written = from;
  let durable = from;
  let syncedMs = Number.NEGATIVE_INFINITY;
  let hasBegun = from > 0;
  let isBroken = false;
  let writing: Promise<void> | undefined;
  let syncing: Promise<void> | undefined;

  function fail(error: unknown): void {
    isBroken = true;
    waiting = [];
    reportFailure(error);
  }

  async function write(): Promise<void> {
    try {
      if (!hasBegun) {
        await begin();
        hasBegun = true;
        written = contents.bytes - behind;
      }
      while (waiting.length > 0) {
        const now = waiting;
        const bytes = behind;
        waiting = [];
        await writeVector(handle, now, bytes, written);
        behind -= bytes;
        written += bytes;
        if (performance.now() - syncedMs >= SYNC_EVERY_MS) syncBeside();
      }
    } catch (error) {
      fail(error);
    }
  }

  /** What comes meanwhile is written all the same: a disk that takes its time costs a killed program nothing. */
  function syncBeside(): void {
    syncing ??= sync()
      .catch(fail)
      .finally(() => {
        syncing = undefined;
      });
  }

  const sync = (): Promise<void> =>
    syncInTurn(async () => {
      const until = written;
      syncedMs = performance.now();
      await handle.datasync();
      durable = until;
      reportFirst();
    });

  async function settle(): Promise<void> {
    await writing;
    await syncing;
    if (!isBroken && written > durable) await sync();
  }

  return {
    add({ moof, mdat }) {
      if (isBroken || behind > MAX_BEHIND_BYTES) return false;
      noteFragment(contents, moof, contents.bytes);
      const bytes = mdat.reduce((sum, { length }) => sum + length, moof.length);
      waiting.push(moof, ...mdat);
      contents.bytes += bytes;
      behind += bytes;
      writing ??= write().finally(() => {
        writing = undefined;
      });
      return true;
    },
    bytes: () => durable,
    hasFragment,
    failed,
    async close() {
      try {
        await settle();
      } finally {
        await handle.close();
      }
    },
    async finish(chapters) {
      try {
        await settle();
        if (!isBroken && hasBegun) await finishInPlace(handle, contents, { chapters });
      } finally {
        await handle.close();
      }
    },
  };
}

/** A disk may take less than it is given. */
async function writeVector(handle: FileHandle, pieces: Buffer[], bytes: number, at: number): Promise<void> {
  const { bytesWritten } = await handle.writev(pieces, at);
  if (bytesWritten < bytes) await writeAll(handle, Buffer.concat(pieces).subarray(bytesWritten), at + bytesWritten);
}
