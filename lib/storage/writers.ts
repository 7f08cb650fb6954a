import { readdir, readFile, readlink, realpath } from "node:fs/promises";

const WRITE_FLAGS = 0o3;

/**
 * Pids of the processes, this one excepted, that hold a file open for writing. Asked of the kernel (proc(5)) and not
 * remembered: a pid from before a crash may belong to somebody else by now, an open file cannot.
 */
export async function findWritersOf(file: string): Promise<number[]> {
  const target = await realpath(file).catch(() => null);
  if (target === null) return [];
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const writing = await Promise.all(pids.map(async (pid) => ((await isWriting(pid, target)) ? Number(pid) : null)));
  return writing.filter((pid) => pid !== null);
}

/** A process that ends while being looked at, or belongs to another user, holds nothing as far as can be told. */
async function isWriting(pid: string, target: string): Promise<boolean> {
  const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => []);
  for (const descriptor of descriptors) {
    const opened = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => null);
    if (opened !== target) continue;
    const about = await readFile(`/proc/${pid}/fdinfo/${descriptor}`, "utf8").catch(() => "");
    const flags = Number.parseInt(/^flags:\s*(\d+)/m.exec(about)?.[1] ?? "0", 8);
    if ((flags & WRITE_FLAGS) !== 0) return true;
  }
  return false;
}
