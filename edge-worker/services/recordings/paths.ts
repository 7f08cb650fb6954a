import path from "node:path";

/** Where one recording lies in the spool (MEDIA_DIR), absolute; `relative` is its name on every wire. */
export type RecordingPaths = {
  relative: string;
  folder: string;
  part: string;
  final: string;
  poster: string;
  log: string;
  /** Who records what, beside the part: a spool explains itself also without the device's database. */
  label: string;
  quarantine: string;
};

export function recordingPaths(mediaDir: string, clubId: number, sessionId: string): RecordingPaths {
  const folder = path.join(mediaDir, "videos", String(clubId));
  return {
    relative: `videos/${clubId}/${sessionId}.mp4`,
    folder,
    part: path.join(folder, `.${sessionId}.mp4.part`),
    final: path.join(folder, `${sessionId}.mp4`),
    poster: path.join(folder, `${sessionId}.jpg`),
    log: path.join(folder, `${sessionId}.ffmpeg.log`),
    label: path.join(folder, `.${sessionId}.json`),
    quarantine: path.join(mediaDir, ".quarantine", String(clubId)),
  };
}

/** `.sess_1_1700000000000.mp4.part` → the session; null for any other name. */
export const sessionOfPart = (name: string): string | null =>
  /^\.(sess_\d{1,10}_\d{13})\.mp4\.part$/.exec(name)?.[1] ?? null;
