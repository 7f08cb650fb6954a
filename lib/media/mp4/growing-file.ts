import type { FileHandle } from "node:fs/promises";
import { AppError } from "@/lib/core/errors";
import { boxAt, header, longHeader } from "./boxes";
import type { Chapter } from "./chapters";
import { readFragment } from "./fragment";
import { type InitSegment, readInitSegment } from "./init-segment";
import { FTYP } from "./make-init";
import { makeMovie } from "./movie";
import { SampleTable } from "./sample-table";

// A recording being born, and the plain MP4 it becomes without being written again:
//
//   ftyp │ free (room for the index)         │ moov (header of fragments) │ moof mdat │ moof mdat │ …
//   ftyp │ moov (index)  │ free │ mdat header │ …all of that is now the inside of one mdat…
//
// The index, what is left of the room and the header of that mdat are written inside `free` and made durable; then eight
// bytes, in one sector of the disk, turn its head into that of the index. Until then it is a fragmented MP4 that plays.

const MDAT_HEADER_BYTES = 16;
/** What a sample costs in the index at worst: size, duration and how it is shown, an entry of each table. */
const BYTES_PER_SAMPLE = 20;
/** A chunk of each of two tracks in each fragment: 8 bytes, and 12 more where it holds another number of samples. */
const BYTES_PER_FRAGMENT = 2 * 20;

/** Room for the index of a recording of `seconds` with so many samples, sound included, in so many fragments a second. */
export const roomForIndex = (
  seconds: number,
  { samplesPerSecond, fragmentsPerSecond }: { samplesPerSecond: number; fragmentsPerSecond: number },
): number =>
  64 * 1024 + Math.ceil(seconds * (samplesPerSecond * BYTES_PER_SAMPLE + fragmentsPerSecond * BYTES_PER_FRAGMENT));

/** How a growing file begins. The room itself stays a hole until the index is written. */
export function opening(roomBytes: number): { head: Buffer; length: number } {
  const size = Math.max(roomBytes, 64);
  return { head: Buffer.concat([FTYP, header("free", size)]), length: FTYP.length + size };
}

/** What is in a growing file so far: its header, where each sample is, and where the next fragment goes. */
export type Contents = { init: InitSegment; tables: Map<number, SampleTable>; bytes: number };

/** Notes the samples of a fragment that stands at `at`. */
export function noteFragment(contents: Contents, moof: Buffer, at: number): void {
  for (const run of readFragment(moof, at, contents.init)) {
    const table = contents.tables.get(run.trackId) ?? new SampleTable();
    contents.tables.set(run.trackId, table);
    table.add(run);
  }
}

/** Largest `moof` there can be: more says that this is not one of our files. */
const MAX_MOOF_BYTES = 16 * 1024 * 1024;

/**
 * Reads a growing file again, up to its last whole fragment. Null when it is no such file: it is plain already, or was
 * written by something else. Throws `unprocessable` when there is no header in it.
 */
export async function readContents(file: FileHandle): Promise<Contents | null> {
  const { size } = await file.stat();
  const room = await readRoom(file);
  if (!room) return null;
  const moov = await readBox(file, room.end, size);
  if (moov?.type !== "moov") throw new AppError("unprocessable", "There is nothing in the recording.");
  const contents: Contents = { init: readInitSegment(moov.bytes), tables: new Map(), bytes: moov.end };
  for (let next = moov.end; ; ) {
    const moof = await readBox(file, next, size);
    if (!moof) return contents;
    if (moof.type === "moof") {
      const mdat = moof.following;
      if (mdat?.type !== "mdat" || mdat.end > size) return contents;
      noteFragment(contents, moof.bytes, next);
      contents.bytes = mdat.end;
    }
    next = moof.type === "moof" ? contents.bytes : moof.end;
  }
}

type Room = { start: number; end: number };

async function readRoom(file: FileHandle): Promise<Room | null> {
  const ftyp = await readHeader(file, 0);
  const room = ftyp?.type === "ftyp" ? await readHeader(file, ftyp.end) : null;
  return room?.type === "free" ? { start: room.start, end: room.end } : null;
}

async function readHeader(file: FileHandle, at: number) {
  const box = boxAt(await readUpTo(file, at, MDAT_HEADER_BYTES), 0);
  return box && { type: box.type, start: at, end: at + box.end };
}

/** Most fragments' heads are shorter, so that one read tells where the next fragment is. */
const PAGE_BYTES = 4_096;

/** A whole box, and the header of the one after it; null when it is cut off. */
async function readBox(file: FileHandle, at: number, size: number) {
  let bytes = await readUpTo(file, at, PAGE_BYTES);
  const box = boxAt(bytes, 0);
  if (!box || at + box.end > size || box.end > MAX_MOOF_BYTES) return null;
  if (bytes.length < box.end + MDAT_HEADER_BYTES) bytes = await readUpTo(file, at, box.end + MDAT_HEADER_BYTES);
  const following = boxAt(bytes, box.end);
  return {
    type: box.type,
    bytes: bytes.subarray(0, box.end),
    end: at + box.end,
    following: following && { type: following.type, end: at + following.end },
  };
}

async function readUpTo(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, at);
  return bytes.subarray(0, bytesRead);
}

/** Room left over is worth a second copy of the file when it is more than this share of it. */
const WORTH_A_COPY = 0.05;

export type FinishOptions = { chapters?: readonly Chapter[]; keepsRoom?: boolean };

/**
 * Makes a growing file a plain MP4 with its index in front, in place and durably; what follows the last whole fragment
 * is in it and is never shown. Returns false, the file as it was, when the index does not fit its room, or would leave
 * much of a short file empty and it does not `keepsRoom`. Throws `unprocessable` when nothing in it can be shown.
 */
export async function finishInPlace(
  file: FileHandle,
  { init, tables }: Contents,
  { chapters, keepsRoom = false }: FinishOptions = {},
): Promise<boolean> {
  const room = await readRoom(file);
  if (!room) return false;
  const movie = makeMovie(init, tables, { chapters });
  const left = room.end - room.start - movie.length - MDAT_HEADER_BYTES;
  const { size } = await file.stat();
  if ((left !== 0 && left < 8) || (left > size * WORTH_A_COPY && !keepsRoom)) return false;
  const tail = longHeader("mdat", size - (room.end - MDAT_HEADER_BYTES));
  await writeAll(file, movie.subarray(8), room.start + 8);
  if (left > 0) await writeAll(file, header("free", left), room.start + movie.length);
  await writeAll(file, tail, room.end - MDAT_HEADER_BYTES);
  await file.datasync();
  await writeAll(file, movie.subarray(0, 8), room.start);
  await file.datasync();
  return true;
}

/**
 * Writes a growing file a second time as a plain MP4, with no room left over; `to` is empty, and durable afterwards.
 * Throws `unprocessable` when nothing in it can be shown.
 */
export async function copyPlain(
  from: FileHandle,
  { init, tables, bytes }: Contents,
  to: FileHandle,
  chapters: readonly Chapter[] = [],
): Promise<void> {
  const room = (await readRoom(from))!;
  const size = FTYP.length + makeMovie(init, tables, { chapters }).length + MDAT_HEADER_BYTES;
  const movie = makeMovie(init, tables, { chapters, moved: size - room.end });
  const head = Buffer.concat([FTYP, movie, longHeader("mdat", bytes - room.end + MDAT_HEADER_BYTES)]);
  await writeAll(to, head, 0);
  for (let at = room.end; at < bytes; at += COPY_BYTES)
    await writeAll(to, await readUpTo(from, at, Math.min(COPY_BYTES, bytes - at)), size + at - room.end);
  await to.datasync();
}

const COPY_BYTES = 4 * 1024 * 1024;

/** A disk may take less than it is given. */
export async function writeAll(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let written = 0; written < bytes.length; )
    written += (await file.write(bytes, written, bytes.length - written, at + written)).bytesWritten;
}

/** Whether its index is in front already. */
export async function isPlain(file: FileHandle): Promise<boolean> {
  const ftyp = await readHeader(file, 0);
  return ftyp !== null && (await readHeader(file, ftyp.end))?.type === "moov";
}
