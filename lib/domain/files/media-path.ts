import { realpath } from "node:fs/promises";
import path from "node:path";

/**
 * The real path of `relative` below `root`, or null when nothing is there. Links are followed first, and what leads out
 * of the root is not there either.
 */
export async function resolveMediaPath(root: string, relative: string): Promise<string | null> {
  if (relative.includes("\0") || path.isAbsolute(relative)) return null;
  try {
    const [realRoot, found] = await Promise.all([realpath(root), realpath(path.join(root, relative))]);
    return found.startsWith(realRoot + path.sep) ? found : null;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

const ABSENT = new Set(["ENOENT", "ENOTDIR", "ELOOP", "ENAMETOOLONG"]);
export const isAbsent = (error: unknown): boolean =>
  error instanceof Error && "code" in error && ABSENT.has(String(error.code));
