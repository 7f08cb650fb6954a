import path from "node:path";

/** Where one clip lies in the spool (MEDIA_DIR), absolute; `relative` is its name on every wire. */
export type ClipPaths = { relative: string; folder: string; part: string; final: string; poster: string };

type Named = { clipId: string; clubId: number; eventId: string | null; name?: string };

/** A clip is named by what asked for it: an event, or itself. */
export function clipPaths(mediaDir: string, { clipId, clubId, eventId, name = eventId ?? clipId }: Named): ClipPaths {
  const folder = path.join(mediaDir, "clips", String(clubId));
  return {
    relative: `clips/${clubId}/${name}.mp4`,
    folder,
    part: path.join(folder, `.${name}.mp4.part`),
    final: path.join(folder, `${name}.mp4`),
    poster: path.join(folder, `${name}.jpg`),
  };
}

export const isClipPart = (name: string): boolean => /^\.[0-9a-f-]{36}(_\d{1,10})?\.(mp4|jpg)\.part$/.test(name);

/** Of an event's first camera the clip has the event's name. */
export const clipNameOf = (eventId: string, cameraId: number, isFirst: boolean): string =>
  isFirst ? eventId : `${eventId}_${cameraId}`;
