import { z } from "zod";
import { FileRef, IdText, NextCursor } from "../common";
import {
  BulkFiles,
  BulkResult,
  DownloadQuery,
  FileDetail,
  FilePerson,
  FileView,
  ListFiles,
  UpdateFile,
} from "../files";
import { define } from "./spec";

/** What was recorded. */
export const fileRoutes = define({
  fileList: {
    method: "GET",
    path: "/api/video/files/list",
    access: "file:list",
    summary: "Files of a club, newest first",
    query: ListFiles,
    answer: z.object({
      files: z.array(FileView),
      next_cursor: NextCursor,
      /** Days a file stays in the trash. */
      trash_days: z.int(),
    }),
  },
  filePeople: {
    method: "GET",
    path: "/api/video/files/people",
    access: "file:list",
    summary: "Whose videos there are",
    query: z.object({ club_id: IdText.optional() }),
    answer: z.object({ people: z.array(FilePerson) }),
  },
  fileBulk: {
    method: "POST",
    path: "/api/video/files/bulk",
    access: "file:delete",
    summary: "Protect, unprotect, delete or restore up to 200 files; says of each what happened",
    body: BulkFiles,
    answer: z.object({ results: z.array(BulkResult) }),
  },
  file: {
    method: "GET",
    path: "/api/video/files/[id]",
    access: "file:list",
    summary: "One file, with the gaps of its recording",
    params: z.object({ id: FileRef }),
    answer: z.object({ file: FileDetail }),
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
  fileRestore: {
    method: "POST",
    path: "/api/video/files/[id]/restore",
    access: "file:delete",
    summary: "Take a file back out of the trash",
    params: z.object({ id: FileRef }),
    answer: z.object({ file: FileView }),
  },
});
