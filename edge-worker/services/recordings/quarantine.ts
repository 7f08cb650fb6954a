import { access, rm, stat } from "node:fs/promises";
import path from "node:path";
import { ensureFolder, renameDurably } from "@/lib/storage/durable";
import type { RecordingPaths } from "./paths";

/**
 * Sets aside what cannot be read, with its log: nothing is deleted on doubt. Returns false when there was nothing, not
 * even a byte.
 */
export async function quarantine(
  paths: Pick<RecordingPaths, "part" | "log" | "label" | "quarantine">,
): Promise<boolean> {
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
  const hasLog = await exists(paths.log);
  if (hasLog) await renameDurably(paths.log, await freeName(path.join(paths.quarantine, path.basename(paths.log))));
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
