import { z } from "zod";
import { UploadId } from "../uploads";
import { define } from "./spec";

const params = z.object({ id: UploadId });

/** Files that come from devices, by tus 1.0 (tus.io): in pieces, resumed where they broke off. */
export const uploadRoutes = define({
  uploadAbilities: {
    method: "OPTIONS",
    path: "/api/uploads",
    access: "public",
    summary: "What this tus server can do",
  },
  uploadCreate: {
    method: "POST",
    path: "/api/uploads",
    access: "device",
    summary: "Begin to send a file of one's own, or find the upload begun before; metadata purpose, file_id, sha256",
    status: 201,
  },
  uploadState: {
    method: "HEAD",
    path: "/api/uploads/[id]",
    access: "device",
    summary: "How much of it is here",
    params,
  },
  uploadContinue: {
    method: "PATCH",
    path: "/api/uploads/[id]",
    access: "device",
    summary: "Send on from Upload-Offset; with the last byte the hash is checked and the file is in the library",
    params,
  },
  uploadForget: {
    method: "DELETE",
    path: "/api/uploads/[id]",
    access: "device",
    summary: "Drop what was sent",
    params,
  },
});
