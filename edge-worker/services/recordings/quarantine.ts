import { access, rm, stat } from "node:fs/promises";
import path from "node:path";
import { ensureFolder, renameDurably } from "@/lib/storage/durable";
import type { RecordingPaths } from "./paths";

/**
 * Sets aside what cannot be read: nothing is deleted on doubt. Its log stays where people look for it. Returns false when
 * there was nothing, not even a byte.
 */
export async function quarantine(paths: Pick<RecordingPaths, "part" | "label" | "quarantine">): Promise<boolean> {
  const bytes = await stat(paths.part).then(
    ({ size }) => size,
    () => 0,
  );
  await rm(paths.label, { force: true });
  if (bytes === 0) {
    await rm(paths.part, { force: true });
    return false;
  }
  await ensureFolder(paths.quarantine);
  await renameDurably(paths.part, await freeName(path.join(paths.quarantine, path.basename(paths.part).slice(1))));
  return true;
}

/** A name collision never overwrites. */
async function freeName(wanted: string): Promise<string> {
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted}.${n}`;
    if (!(await exists(name))) return name;
  }
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
