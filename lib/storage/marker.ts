import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { ensureFolder, writeDurably } from "./durable";

const MARKER = ".vigie-storage.json";
const Marker = z.object({ id: z.uuid() });

/**
 * The id of a media root, by which it is known wherever it is mounted: two programs that read the same id share the
 * same files. Makes the folder and its marker when they are missing; of several at once, one wins and all get its id.
 * Throws when the marker cannot be read: a wrong id would make files look lost.
 */
export async function ensureStorageMarker(folder: string): Promise<string> {
  await ensureFolder(folder);
  const file = path.join(folder, MARKER);
  await writeDurably(file, `${JSON.stringify({ id: randomUUID() })}\n`, { ifAbsent: true });
  return readMarker(file);
}

async function readMarker(file: string): Promise<string> {
  const text = await readFile(file, "utf8");
  try {
    return Marker.parse(JSON.parse(text)).id;
  } catch (cause) {
    throw new Error(`${file} is not a storage marker; put the original one back, or remove it to begin anew`, {
      cause,
    });
  }
}
