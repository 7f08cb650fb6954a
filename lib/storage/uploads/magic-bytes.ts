import { open } from "node:fs/promises";

const HEAD_BYTES = 12;
const isMp4 = (head: Buffer): boolean => head.subarray(4, 8).toString("latin1") === "ftyp";
const isJpeg = (head: Buffer): boolean => head.subarray(0, 3).toString("hex") === "ffd8ff";

/** Whether a file begins as its name says it does (MP4: ISO 14496-12, JPEG: ITU T.81). False for any other ending. */
export async function beginsAs(file: string, name: string): Promise<boolean> {
  const handle = await open(file, "r");
  try {
    const { buffer } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    if (/\.mp4$/i.test(name)) return isMp4(buffer);
    return /\.jpe?g$/i.test(name) && isJpeg(buffer);
  } finally {
    await handle.close();
  }
}
