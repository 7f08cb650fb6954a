import { access, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { AppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import type { FinishedRecording } from "@/lib/media/finish-recording";
import { findWritersOf } from "@/lib/storage/writers";
import type { Events } from "../events";
import type { Reports } from "../reports";
import { tellCaptured, tellLost } from "./of-event";
import { type ClipPaths, clipPaths, isClipPart } from "./paths";
import { toClipReport } from "./report";
import type { ClipRow, ClipStore } from "./store";

export type SalvageClipsOptions = {
  store: ClipStore;
  reports: Pick<Reports, "clip">;
  events: Pick<Events, "keep">;
  describeClip(paths: ClipPaths): Promise<FinishedRecording>;
  mediaDir: string;
  log: Logger;
};

/**
 * After a start: a clip that had its name already is told; of one that had not, nothing is left but a part without its
 * end, which goes: what it was made of was in memory, and nobody was told that it is there. An event is told that it has
 * no clip.
 */
export async function salvageClips(options: SalvageClipsOptions): Promise<void> {
  for (const row of options.store.unfinished())
    await tellFinished(row, options).catch((err: unknown) =>
      options.log.error({ err, clip: row.clipId }, "a clip could not be read; the next start tries again"),
    );
  for (const part of await findParts(options.mediaDir)) {
    if ((await findWritersOf(part)).length > 0) continue;
    await rm(part, { force: true });
    options.log.warn({ part }, "a clip that broke off was removed");
  }
}

async function tellFinished(row: ClipRow, options: SalvageClipsOptions) {
  const { store, reports, events, describeClip, mediaDir, log } = options;
  const paths = clipPaths(mediaDir, row);
  const isThere = await access(paths.final).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    log.warn({ clip: row.clipId, camera: row.cameraId }, "a clip was lost: the device stopped while it was made");
    return store.end(row.clipId, () => tellLost(events, row, BROKEN_OFF));
  }
  const report = toClipReport(row, paths.relative, await describeClip(paths));
  store.end(row.clipId, () => {
    reports.clip(report);
    tellCaptured(events, report);
  });
  log.info({ clip: row.clipId }, "a clip that was made before the start is told");
}

const BROKEN_OFF = new AppError("unavailable", "The device stopped while the clip was made.");

async function findParts(mediaDir: string): Promise<string[]> {
  const root = path.join(mediaDir, "clips");
  const clubs = (await readdir(root).catch(() => [])).filter((name) => /^\d{1,10}$/.test(name));
  const found = await Promise.all(
    clubs.map(async (club) => {
      const names = await readdir(path.join(root, club)).catch(() => []);
      return names.filter(isClipPart).map((name) => path.join(root, club, name));
    }),
  );
  return found.flat();
}
