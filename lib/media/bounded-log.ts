import { createWriteStream } from "node:fs";
import { FILE_MODE } from "@/lib/storage/durable";

const MAX_BYTES = 256 * 1024;

export type BoundedLog = { line(text: string): void; close(): Promise<void> };

/** A log of one recording, at most 256 KiB: its beginning is kept, for there the trouble shows. Failing to write it harms nothing. */
export function openBoundedLog(path: string, now: () => Date): BoundedLog {
  const stream = createWriteStream(path, { flags: "a", mode: FILE_MODE });
  let bytes = 0;
  stream.on("error", () => {});
  const write = (text: string) => {
    const line = `${now().toISOString()} ${text}\n`;
    bytes += Buffer.byteLength(line);
    stream.write(line);
  };
  return {
    line(text) {
      if (bytes > MAX_BYTES) return;
      write(text);
      if (bytes > MAX_BYTES) write("The log is full; nothing more is noted.");
    },
    close: () =>
      new Promise((resolve) => {
        stream.once("close", resolve);
        stream.end();
        if (stream.closed) resolve();
      }),
  };
}
