import { z } from "zod";
import { NextCursor, Page, SessionId } from "../common";
import { FileView } from "../files";
import { CleanupResult, Health } from "../health";
import { LiveFile, PlaylistQuery, PreviewInfo, PreviewQuery } from "../preview";
import {
  ExtendRecording,
  RecordingView,
  StartedRecording,
  StartRecording,
  StoppedRecording,
  StopRecording,
} from "../recordings";
import { SaveReplay } from "../replays";
import { CloseSession, CreateSession, SessionDetail, SessionView } from "../sessions";
import { define } from "./spec";

/** Sessions, recordings and their live pictures. */
export const videoRoutes = define({
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
    params: z.object({ id: SessionId }),
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
    params: z.object({ id: SessionId }),
    answer: z.object({ recording: RecordingView }),
  },
  replaySave: {
    method: "POST",
    path: "/api/video/replay",
    access: "replay:save",
    summary: "Save the last 5 to 60 seconds of a session's camera as a clip; the file says how long it is",
    body: SaveReplay,
    answer: z.object({ file: FileView }),
    status: 201,
    idempotent: true,
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
  previewPlaylist: {
    method: "GET",
    path: "/api/preview/[session]/stream.m3u8",
    access: "preview:watch",
    summary: "The camera's own stream, live, as HLS with low latency",
    params: z.object({ session: SessionId }),
    query: PlaylistQuery,
    produces: "application/vnd.apple.mpegurl",
  },
  previewPart: {
    method: "GET",
    path: "/api/preview/[session]/hls/[file]",
    access: "preview:watch",
    summary: "What a live playlist names: an init segment, a segment, a part of one",
    params: z.object({ session: SessionId, file: LiveFile }),
    produces: "video/mp4",
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
});
