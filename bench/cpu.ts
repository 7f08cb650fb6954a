import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

type Stat = { pid: number; parent: number; name: string; ticks: number };

/** tsx keeps its compiler beside a program that had something new to it, and none beside one it knew: no part of either. */
const COMPILER = "esbuild";
const TICKS_PER_SECOND = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

/**
 * CPU-seconds that a process and all below it have used: their own time and that of children already ended and waited
 * for, so that the sum never falls when one of them ends.
 */
export const cpuSecondsOf = (root: number): number =>
  treeOf(root).reduce((sum, { ticks }) => sum + ticks, 0) / TICKS_PER_SECOND;

/**
 * Memory of a process and all below it, in MiB: what several share counts for each with its part (PSS), so that the sum
 * is what the machine would have again without them. With `Rss` what is shared counts whole, as where nobody shares it.
 */
export function memoryMiBOf(root: number, kind: "Pss" | "Rss" = "Pss"): number {
  const kilobytes = treeOf(root).map(({ pid }) => {
    try {
      const text = readFileSync(`/proc/${pid}/smaps_rollup`, "latin1");
      return Number(new RegExp(`^${kind}:\\s+(\\d+)`, "m").exec(text)?.[1] ?? 0);
    } catch {
      return 0; // it ended while we were reading
    }
  });
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1_024;
}

/** Bytes that a process and all below it have had the disk write; those that ended count no more. */
export const writtenBytesOf = (root: number): number =>
  treeOf(root).reduce((sum, { pid }) => {
    try {
      return sum + Number(/^write_bytes: (\d+)/m.exec(readFileSync(`/proc/${pid}/io`, "latin1"))?.[1] ?? 0);
    } catch {
      return sum; // it ended while we were reading
    }
  }, 0);

function treeOf(root: number): Stat[] {
  const all = readAll();
  const tree = new Set([root]);
  for (let grown = true; grown; ) {
    const found = all.filter(({ pid, parent }) => tree.has(parent) && !tree.has(pid));
    for (const { pid } of found) tree.add(pid);
    grown = found.length > 0;
  }
  return all.filter(({ pid }) => tree.has(pid));
}

/** The names of the processes it started that still run. */
export const childrenOf = (root: number): string[] =>
  readAll()
    .filter(({ parent }) => parent === root)
    .map(({ name }) => name);

/** What the process and all below it use from now on for `seconds`, as CPU-seconds per minute. */
export async function cpuPerMinute(root: number, seconds: number): Promise<number> {
  const before = cpuSecondsOf(root);
  const startedAt = performance.now();
  await delay(seconds * 1_000);
  return ((cpuSecondsOf(root) - before) * 60_000) / (performance.now() - startedAt);
}

function readAll(): Stat[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStat(Number(name)) ?? []);
}

/** proc(5): after the name in parentheses come state, ppid, … and as 12th to 15th utime, stime, cutime, cstime. */
function readStat(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    const name = text.slice(text.indexOf("(") + 1, text.lastIndexOf(")"));
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return name === COMPILER ? null : { pid, parent: Number(fields[1]), name, ticks };
  } catch {
    return null; // it ended while we were reading
  }
}
