import { open } from "node:fs/promises";
import { FILE_MODE } from "@/lib/storage/durable";
import { FragmentSplitter } from "./mp4/fragment-splitter";
import { type Contents, finishInPlace, noteFragment, opening, writeAll } from "./mp4/growing-file";
import { readInitSegment } from "./mp4/init-segment";

/** What ffmpeg may be ahead of the disk; then it waits, and what it does not take from the camera is dropped and counted. */
const MAX_BEHIND_BYTES = 16 * 1024 * 1024;

/** A power cut costs at most this much of what ffmpeg has handed over. */
const SYNC_EVERY_MS = 500;

/** A recording being born: fragments in, on the disk at once and durable soon. */
export type PartFile = {
  /** The bytes of a fragmented MP4 as they come. A promise asks to wait for the disk before giving more. */
  push(bytes: Buffer): Promise<void> | undefined;
  /** Durable bytes. */
  bytes(): number;
  /** Resolves when the first fragment is durable. */
  readonly hasFragment: Promise<void>;
  /** Resolves with the cause when nothing more can be written. */
  readonly failed: Promise<unknown>;
  /** Everything pushed is durable when this resolves, and with `finish` a plain MP4 when its index fits the room. */
  close(finish: boolean): Promise<void>;
};

/** Creates an empty file (mode 0600) with room for an index of `roomBytes`. Throws when it exists already. */
export async function createPartFile(path: string, roomBytes: number): Promise<PartFile> {
  const handle = await open(path, "wx+", FILE_MODE);
  const [hasFragment, reportFirst] = signal<void>();
  const [failed, reportFailure] = signal<unknown>();
  let contents: Contents | null = null;
  let waiting: Buffer[] = [];
  let written = 0;
  let durable = 0;
  let syncedMs = Number.NEGATIVE_INFINITY;
  let isBroken = false;
  let writing: Promise<void> | undefined;

  const splitter = new FragmentSplitter({
    onInit(moov) {
      const start = opening(roomBytes);
      contents ??= { init: readInitSegment(moov), tables: new Map(), bytes: start.length };
      add(moov);
    },
    onFragment(moof, mdat) {
      if (!contents) return;
      noteFragment(contents, moof, contents.bytes);
      add(moof, ...mdat);
      writing ??= write().finally(() => {
        writing = undefined;
      });
    },
  });

  function add(...bytes: Buffer[]): void {
    waiting.push(...bytes);
    contents!.bytes += sum(bytes);
  }

  /** The head goes with the first fragment: a file without a picture stays empty. */
  async function write(): Promise<void> {
    try {
      if (written === 0) {
        const { head, length } = opening(roomBytes);
        await writeAll(handle, head, 0);
        written = length;
      }
      while (waiting.length > 0) {
        const now = Buffer.concat(waiting);
        waiting = [];
        await writeAll(handle, now, written);
        written += now.length;
        if (performance.now() - syncedMs >= SYNC_EVERY_MS) await sync();
      }
    } catch (error) {
      fail(error);
    }
  }

  async function sync(): Promise<void> {
    const until = written;
    syncedMs = performance.now();
    await handle.datasync();
    durable = until;
    reportFirst();
  }

  function fail(error: unknown): void {
    isBroken = true;
    waiting = [];
    reportFailure(error);
  }

  return {
    push(bytes) {
      if (isBroken) return undefined;
      try {
        splitter.push(bytes);
      } catch (error) {
        fail(error);
      }
      return sum(waiting) > MAX_BEHIND_BYTES ? writing : undefined;
    },
    bytes: () => durable,
    hasFragment,
    failed,
    async close(finish) {
      await writing;
      try {
        if (!isBroken && written > durable) await sync();
        if (finish && contents && !isBroken) await finishInPlace(handle, contents);
      } finally {
        await handle.close();
      }
    },
  };
}

function signal<T>(): [heard: Promise<T>, report: (value: T) => void] {
  let report: (value: T) => void = () => {};
  const heard = new Promise<T>((resolve) => {
    report = resolve;
  });
  return [heard, report];
}

const sum = (pieces: readonly Buffer[]): number => pieces.reduce((total, { length }) => total + length, 0);
