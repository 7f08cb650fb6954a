/** Where things lie below MEDIA_DIR. Ids make paths; no text of a request ever does. */
export const videoPath = (clubId: number, sessionId: string): string => `videos/${clubId}/${sessionId}.mp4`;

/** A clip is named by what asked for it: an event, or itself. */
export const clipPath = (clubId: number, id: string): string => `clips/${clubId}/${id}.mp4`;

/** The same recording while it is being written or finished: fragmented, playable at any moment. */
export const partPath = (clubId: number, sessionId: string): string => `videos/${clubId}/.${sessionId}.mp4.part`;

/** ffmpeg's log of a recording, redacted. */
export const logPath = (clubId: number, sessionId: string): string => `videos/${clubId}/${sessionId}.ffmpeg.log`;

/** The poster frame beside a video. */
export const posterPath = (path: string): string => path.replace(/\.[^./]+$/, ".jpg");

/** Where uploads grow until they are whole, each under the id of its file. */
export const UPLOADS_FOLDER = ".uploads";

export const TRASH_FOLDER = ".trash";
export const trashFolder = (fileId: string): string => `${TRASH_FOLDER}/${fileId}`;

/** Where a deleted file waits: its whole path again, so that it can go back. */
export const trashPath = (fileId: string, path: string): string => `${trashFolder(fileId)}/${path}`;
