import { z } from "zod";
import { FileRef, NextCursor } from "../common";
import { DownloadQuery, FileView, ListFiles, UpdateFile } from "../files";
import { define } from "./spec";

/** What was recorded. */
export const fileRoutes = define({
  fileList: {
    method: "GET",
    path: "/api/video/files/list",
    access: "file:list",
    summary: "Files of a club, newest first",
    query: ListFiles,
    answer: z.object({ files: z.array(FileView), next_cursor: NextCursor }),
  },
  fileDownload: {
    method: "GET",
    path: "/api/video/files/[id]/download",
    access: "file:download",
    summary: "The file itself: Range, ETag, HEAD",
    params: z.object({ id: FileRef }),
    query: DownloadQuery,
    produces: "video/mp4",
    head: true,
  },
  fileThumbnail: {
    method: "GET",
    path: "/api/video/files/[id]/thumbnail.jpg",
    access: "file:list",
    summary: "Poster frame",
    params: z.object({ id: FileRef }),
    produces: "image/jpeg",
    head: true,
  },
  fileLog: {
    method: "GET",
    path: "/api/video/files/[id]/log",
    access: "file:list",
    summary: "ffmpeg's log, redacted",
    params: z.object({ id: FileRef }),
    produces: "text/plain",
  },
  fileUpdate: {
    method: "PATCH",
    path: "/api/video/files/[id]",
    access: "file:protect",
    summary: "Protect a file from deletion and retention",
    params: z.object({ id: FileRef }),
    body: UpdateFile,
    answer: z.object({ file: FileView }),
  },
  fileDelete: {
    method: "DELETE",
    path: "/api/video/files/[id]/delete",
    access: "file:delete",
    summary: "Move a file to the trash",
    params: z.object({ id: FileRef }),
    answer: z.object({ file: FileView }),
  },
});
