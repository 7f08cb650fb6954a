import path from "node:path";

/** Where one clip lies in the spool (MEDIA_DIR), absolute; `relative` is its name on every wire. */
export type ClipPaths = { relative: string; folder: string; part: string; final: string; poster: string };

/** A clip is named by what asked for it: an event, or itself. */
export function clipPaths(mediaDir: string, clubId: number, name: string): ClipPaths {
  const folder = path.join(mediaDir, "clips", String(clubId));
  return {
    relative: `clips/${clubId}/${name}.mp4`,
    folder,
    part: path.join(folder, `.${name}.mp4.part`),
    final: path.join(folder, `${name}.mp4`),
    poster: path.join(folder, `${name}.jpg`),
  };
}

export const isClipPart = (name: string): boolean => /^\.[0-9a-f-]{36}\.(mp4|jpg)\.part$/.test(name);
