import { AppError } from "@/lib/core/errors";

const MESSAGE = "The device's disk is full: its database cannot take what happens. Free some room on it at once.";

/** Says SQLite's "database or disk is full" as `storage_full`, which callers know; everything else as it came. */
export function storageFull<T>(write: () => T): T {
  try {
    return write();
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "SQLITE_FULL")
      throw new AppError("storage_full", MESSAGE, { cause });
    throw cause;
  }
}
