import { z } from "zod";
import { CameraTestResult, CameraView, CreateCamera, TestCamera, UpdateCamera } from "../cameras";
import { IdText, NextCursor, Page } from "../common";
import { CourtView } from "../courts";
import { LiveFile, PlaylistQuery, PreviewQuery } from "../preview";
import { define } from "./spec";

/** Courts and the cameras that film them. */
export const cameraRoutes = define({
  courts: {
    method: "GET",
    path: "/api/courts",
    access: "court:read",
    summary: "Courts with camera, session and recording state",
    query: z.object({ club_id: IdText.optional() }),
    answer: z.object({ courts: z.array(CourtView) }),
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
    params: z.object({ id: IdText }),
    answer: z.object({ camera: CameraView }),
  },
  cameraUpdate: {
    method: "PATCH",
    path: "/api/cameras/[id]",
    access: "camera:write",
    summary: "Change a camera",
    params: z.object({ id: IdText }),
    body: UpdateCamera,
    answer: z.object({ camera: CameraView }),
  },
  cameraDelete: {
    method: "DELETE",
    path: "/api/cameras/[id]",
    access: "camera:write",
    summary: "Remove a camera; its recordings stay",
    params: z.object({ id: IdText }),
    answer: z.object({ camera: CameraView }),
  },
  cameraStream: {
    method: "GET",
    path: "/api/cameras/[id]/stream",
    access: "camera:watch",
    summary: "Live MJPEG without a session",
    params: z.object({ id: IdText }),
    query: PreviewQuery,
    produces: "multipart/x-mixed-replace",
  },
  cameraPlaylist: {
    method: "GET",
    path: "/api/cameras/[id]/stream.m3u8",
    access: "camera:watch",
    summary: "The camera's own stream without a session, live, as HLS with low latency",
    params: z.object({ id: IdText }),
    query: PlaylistQuery,
    produces: "application/vnd.apple.mpegurl",
    polled: true,
  },
  cameraPart: {
    method: "GET",
    path: "/api/cameras/[id]/hls/[file]",
    access: "camera:watch",
    summary: "What a live playlist names: an init segment, a segment, a part of one",
    params: z.object({ id: IdText, file: LiveFile }),
    produces: "video/mp4",
    polled: true,
  },
});
