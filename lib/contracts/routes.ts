import { z } from "zod";
import { Credentials, TokenAnswer, UserView } from "./auth";
import { CameraTestResult, CameraView, CreateCamera, TestCamera, UpdateCamera } from "./cameras";
import { FileRef, IdText, NextCursor, Page, SessionId } from "./common";
import { ClubView, CourtView } from "./courts";
import { DownloadQuery, FileView, ListFiles, UpdateFile } from "./files";
import { CleanupResult, Health } from "./health";
import type { Permission } from "./permissions";
import { PreviewInfo, PreviewQuery } from "./preview";
import {
  ExtendRecording,
  RecordingView,
  StartedRecording,
  StartRecording,
  StoppedRecording,
  StopRecording,
} from "./recordings";
import { CloseSession, CreateSession, SessionDetail, SessionView } from "./sessions";

/** Who may call: a permission, anyone, or anyone with more shown to those who log in. */
export type Access = Permission | "public";

export type RouteSpec = {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** As the folder under app/: `[id]` is a path parameter. */
  path: `/${string}`;
  access: Access;
  summary: string;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** Fields beside `success: true`; absent when the answer is not JSON. */
  answer?: z.ZodObject;
  /** Media type of an answer that is not JSON. */
  produces?: string;
  status?: 200 | 201 | 202;
  /** Honours Idempotency-Key. */
  idempotent?: true;
  /** Also answers HEAD. */
  head?: true;
};

const define = <const T extends Record<string, RouteSpec>>(routes: T): T => routes;
const ById = <T extends z.ZodType>(id: T) => z.object({ id });
const SessionById = ById(SessionId);
const CameraById = ById(IdText);
const FileById = ById(FileRef);

/** Every route of the HTTP API. Route files, `GET /api/openapi.json` and the permission tests are held to this table. */
export const routes = define({
  token: {
    method: "POST",
    path: "/api/auth/token",
    access: "public",
    summary: "Exchange an e-mail address and password for a bearer token",
    body: Credentials,
    answer: TokenAnswer,
  },
  account: {
    method: "GET",
    path: "/api/account",
    access: "account:read",
    summary: "The account of the caller",
    answer: z.object({ user: UserView, club: ClubView.nullable() }),
  },
  courts: {
    method: "GET",
    path: "/api/courts",
    access: "court:read",
    summary: "Courts with camera, session and recording state",
    query: z.object({ club_id: IdText.optional() }),
    answer: z.object({ courts: z.array(CourtView) }),
  },

  sessionCreate: {
    method: "POST",
    path: "/api/video/session/create",
    access: "session:create",
    summary: "Open a court's or camera's session; answers once a first frame was seen",
    body: CreateSession,
    answer: z.object({ session: SessionView }),
    status: 201,
    idempotent: true,
  },
  sessionClose: {
    method: "POST",
    path: "/api/video/session/close",
    access: "session:close",
    summary: "Close a session; stops its recording properly first. Idempotent",
    body: CloseSession,
    answer: z.object({ session: SessionView }),
  },
  sessionList: {
    method: "GET",
    path: "/api/video/session/list",
    access: "session:read",
    summary: "Active sessions; all=true for the history",
    query: Page.extend({ all: z.enum(["true", "false"]).optional() }),
    answer: z.object({ sessions: z.array(SessionView), next_cursor: NextCursor }),
  },
  session: {
    method: "GET",
    path: "/api/video/session/[id]",
    access: "session:read",
    summary: "One session with the state of its proxy",
    params: SessionById,
    answer: z.object({ session: SessionDetail }),
  },

  recordStart: {
    method: "POST",
    path: "/api/video/record/start",
    access: "recording:start",
    summary: "Start the single MP4 of a session; answers when its first bytes are durable",
    body: StartRecording,
    answer: z.object({ recording: StartedRecording }),
    status: 201,
    idempotent: true,
  },
  recordStop: {
    method: "POST",
    path: "/api/video/record/stop",
    access: "recording:stop",
    summary: "Stop a recording and close its session. Idempotent",
    body: StopRecording,
    answer: StoppedRecording,
  },
  recordExtend: {
    method: "POST",
    path: "/api/video/record/extend",
    access: "recording:extend",
    summary: "Move the planned end of a running recording",
    body: ExtendRecording,
    answer: z.object({ recording: RecordingView }),
  },
  recordStatus: {
    method: "GET",
    path: "/api/video/record/status/[id]",
    access: "recording:read",
    summary: "State of a session's recording",
    params: SessionById,
    answer: z.object({ recording: RecordingView }),
  },

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
    params: FileById,
    query: DownloadQuery,
    produces: "video/mp4",
    head: true,
  },
  fileThumbnail: {
    method: "GET",
    path: "/api/video/files/[id]/thumbnail.jpg",
    access: "file:list",
    summary: "Poster frame",
    params: FileById,
    produces: "image/jpeg",
    head: true,
  },
  fileLog: {
    method: "GET",
    path: "/api/video/files/[id]/log",
    access: "file:list",
    summary: "ffmpeg's log, redacted",
    params: FileById,
    produces: "text/plain",
  },
  fileUpdate: {
    method: "PATCH",
    path: "/api/video/files/[id]",
    access: "file:protect",
    summary: "Protect a file from deletion and retention",
    params: FileById,
    body: UpdateFile,
    answer: z.object({ file: FileView }),
  },
  fileDelete: {
    method: "DELETE",
    path: "/api/video/files/[id]/delete",
    access: "file:delete",
    summary: "Move a file to the trash",
    params: FileById,
    answer: z.object({ file: FileView }),
  },

  previewStream: {
    method: "GET",
    path: "/api/preview/[session]/stream.mjpeg",
    access: "preview:watch",
    summary: "Live picture as multipart MJPEG",
    params: z.object({ session: SessionId }),
    query: PreviewQuery,
    produces: "multipart/x-mixed-replace",
  },
  previewSnapshot: {
    method: "GET",
    path: "/api/preview/[session]/snapshot.jpg",
    access: "preview:watch",
    summary: "Newest frame",
    params: z.object({ session: SessionId }),
    produces: "image/jpeg",
  },
  previewInfo: {
    method: "GET",
    path: "/api/preview/[session]/info",
    access: "preview:watch",
    summary: "Size, rate, viewers and age of the picture",
    params: z.object({ session: SessionId }),
    answer: PreviewInfo,
  },

  health: {
    method: "GET",
    path: "/api/video/health",
    access: "public",
    summary: "State of the video system; anonymous callers see the status only",
    answer: Health,
  },
  cleanup: {
    method: "POST",
    path: "/api/video/cleanup",
    access: "cleanup:run",
    summary: "Close idle sessions, stop unused proxies, salvage unreadable files",
    answer: CleanupResult,
  },

  cameraList: {
    method: "GET",
    path: "/api/cameras",
    access: "camera:read",
    summary: "Cameras",
    query: Page.extend({ club_id: IdText.optional() }),
    answer: z.object({ cameras: z.array(CameraView), next_cursor: NextCursor }),
  },
  cameraCreate: {
    method: "POST",
    path: "/api/cameras",
    access: "camera:write",
    summary: "Add a camera",
    body: CreateCamera,
    answer: z.object({ camera: CameraView }),
    status: 201,
  },
  cameraTest: {
    method: "POST",
    path: "/api/cameras/test",
    access: "camera:test",
    summary: "Try a source on a device without saving it",
    body: TestCamera,
    answer: CameraTestResult,
  },
  camera: {
    method: "GET",
    path: "/api/cameras/[id]",
    access: "camera:read",
    summary: "One camera",
    params: CameraById,
    answer: z.object({ camera: CameraView }),
  },
  cameraUpdate: {
    method: "PATCH",
    path: "/api/cameras/[id]",
    access: "camera:write",
    summary: "Change a camera",
    params: CameraById,
    body: UpdateCamera,
    answer: z.object({ camera: CameraView }),
  },
  cameraDelete: {
    method: "DELETE",
    path: "/api/cameras/[id]",
    access: "camera:write",
    summary: "Remove a camera; its recordings stay",
    params: CameraById,
    answer: z.object({ camera: CameraView }),
  },
  cameraStream: {
    method: "GET",
    path: "/api/cameras/[id]/stream",
    access: "camera:watch",
    summary: "Live MJPEG without a session",
    params: CameraById,
    query: PreviewQuery,
    produces: "multipart/x-mixed-replace",
  },

  openapi: {
    method: "GET",
    path: "/api/openapi.json",
    access: "public",
    summary: "This description",
    produces: "application/json",
  },
});

export type RouteName = keyof typeof routes;
