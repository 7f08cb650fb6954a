import { open } from "node:fs/promises";
import { FILE_MODE } from "@/lib/storage/durable";

/** A power cut costs at most this much of what the writer has handed over. */
const SYNC_EVERY_MS = 500;
/** Until the first fragment is there we look often: somebody waits. */
const LOOK_EVERY_MS = 50;
const FIRST_FRAGMENT = Buffer.from("moof");
/** The header before the first fragment is about one kilobyte. */
const HEADER_BYTES = 64 * 1024;

/** A file that another process writes, made durable from here. */
export type PartFile = {
  /** Durable bytes. */
  bytes(): number;
  /** Resolves when the first fragment is durable. */
  readonly hasFragment: Promise<void>;
  /** Everything written so far is durable when this resolves; nothing is looked after any more. */
  close(): Promise<void>;
};

/** Creates an empty file (mode 0600) and syncs it every 0.5 s while it grows. Throws when it exists already. */
export async function createPartFile(path: string, onError: (error: unknown) => void): Promise<PartFile> {
  const handle = await open(path, "wx+", FILE_MODE);
  let durable = 0;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  let found = () => {};
  let isFragmented = false;
  const hasFragment = new Promise<void>((resolve) => {
    found = resolve;
  });

  async function sync(): Promise<void> {
    const { size } = await handle.stat();
    if (size === durable) return;
    if (!isFragmented && !(await containsFragment(size))) return;
    await handle.datasync();
    durable = size;
    if (!isFragmented) found();
    isFragmented = true;
  }

  async function containsFragment(size: number): Promise<boolean> {
    const start = Buffer.alloc(Math.min(size, HEADER_BYTES));
    const { bytesRead } = await handle.read(start, 0, start.length, 0);
    return start.subarray(0, bytesRead).includes(FIRST_FRAGMENT);
  }

  let turn: Promise<void> = Promise.resolve();
  const schedule = () => {
    if (isClosed) return;
    timer = setTimeout(
      () => {
        turn = sync().catch(onError).then(schedule);
      },
      isFragmented ? SYNC_EVERY_MS : LOOK_EVERY_MS,
    );
  };
  schedule();

  return {
    bytes: () => durable,
    hasFragment,
    async close() {
      if (isClosed) return;
      isClosed = true;
      clearTimeout(timer);
      await turn;
      try {
        await handle.datasync();
        durable = (await handle.stat()).size;
      } finally {
        await handle.close();
      }
    },
  };
}
