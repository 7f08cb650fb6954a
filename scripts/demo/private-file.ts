import { chmodSync, readFileSync, renameSync, writeFileSync } from "node:fs";

/** Written whole or not at all, readable by its owner only. */
export function writePrivately(file: string, value: unknown): void {
  const part = `${file}.part`;
  writeFileSync(part, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  chmodSync(part, 0o600); // an older file of that name would keep its mode
  renameSync(part, file);
}

/** Null when there is none yet. */
export function readJson<T>(file: string): T | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as T;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw new Error(`${file} cannot be read; remove the folder it is in to begin anew`, { cause: error });
  }
}
