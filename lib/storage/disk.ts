import { statfs } from "node:fs/promises";
import { AppError } from "@/lib/core/errors";

export type DiskSpace = { bytesFree: number; bytesTotal: number };
/** Space where recordings are born, as reported to people. */
export type DiskState = DiskSpace & { bytesReserved: number };

const GIB = 1024 ** 3;
const DEFAULT_FLOOR_BYTES = 2 * GIB;
const DEFAULT_SHARE = 0.05;
const UNITS: Record<string, number> = { "": 1, b: 1, k: 1024, m: 1024 ** 2, g: GIB, t: 1024 * GIB };

/**
 * Bytes to keep free. `text` is DISK_RESERVE: `5%` of the disk, `2GiB`, `500M`, or a number of bytes. Without it the
 * larger of 2 GiB and 5 % of the disk.
 */
export function reservedBytes(text: string | undefined, bytesTotal: number): number {
  if (text === undefined) return Math.round(Math.max(DEFAULT_FLOOR_BYTES, bytesTotal * DEFAULT_SHARE));
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*(%|[KMGT]i?B|[KMGT]|B|)$/i.exec(text.trim()) ?? [];
  if (amount === undefined || unit === undefined) throw new Error(`not an amount of disk space: ${text}`);
  if (unit === "%") return Math.round((Number(amount) / 100) * bytesTotal);
  return Math.round(Number(amount) * UNITS[unit.toLowerCase().charAt(0)]!);
}

/** Free bytes are those this program may use: what the file system keeps for root is not among them. */
export async function readDiskSpace(folder: string): Promise<DiskSpace> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { bytesFree: bavail * bsize, bytesTotal: blocks * bsize };
}

export async function readDiskState(folder: string, reserve: string | undefined): Promise<DiskState> {
  const space = await readDiskSpace(folder);
  return { ...space, bytesReserved: reservedBytes(reserve, space.bytesTotal) };
}

/** Throws `storage_full` when less than the reserve is free. */
export function assertSpace({ bytesFree, bytesReserved }: DiskState): void {
  if (bytesFree >= bytesReserved) return;
  const message = `The device's disk is full: ${inGib(bytesFree)} GB free, ${inGib(bytesReserved)} GB are kept free. Delete or move recordings first.`;
  throw new AppError("storage_full", message, { details: { bytes_free: bytesFree, bytes_reserved: bytesReserved } });
}

/** A running recording is ended properly below this: finishing it and saying so needs some room too. */
export const isAlmostFull = ({ bytesFree, bytesReserved }: DiskState): boolean => bytesFree < bytesReserved / 10;

const inGib = (bytes: number): string => (bytes / GIB).toFixed(1);
