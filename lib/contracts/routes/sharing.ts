import { z } from "zod";
import { BoolText, FileRef } from "../common";
import { CreateShare, SharedVideo, ShareId, ShareToken, ShareView } from "../shares";
import { define } from "./spec";

const params = z.object({ token: ShareToken });

/** Recordings shown to people without a login, by a link that ends. */
export const sharingRoutes = define({
  shareCreate: {
    method: "POST",
    path: "/api/video/files/[id]/shares",
    access: "share:write",
    summary: "Make a link that shows a video to whoever has it; the link is told this once",
    params: z.object({ id: FileRef }),
    body: CreateShare,
    answer: z.object({ share: ShareView, url: z.string() }),
    status: 201,
  },
  shareList: {
    method: "GET",
    path: "/api/video/files/[id]/shares",
    access: "share:read",
    summary: "The links of a video, newest first",
    params: z.object({ id: FileRef }),
    answer: z.object({ shares: z.array(ShareView) }),
  },
  shareRevoke: {
    method: "DELETE",
    path: "/api/shares/[id]",
    access: "share:write",
    summary: "End a link at once",
    params: z.object({ id: ShareId }),
    answer: z.object({ share: ShareView }),
  },
  shared: {
    method: "GET",
    path: "/api/shared/[token]",
    access: "public",
    summary: "What a link shows; counts as a view",
    params,
    answer: z.object({ video: SharedVideo }),
  },
  sharedVideo: {
    method: "GET",
    path: "/api/shared/[token]/video",
    access: "public",
    summary: "The video of a link: Range, ETag, HEAD",
    params,
    query: z.object({ inline: BoolText.optional() }),
    produces: "video/mp4",
    head: true,
  },
  sharedThumbnail: {
    method: "GET",
    path: "/api/shared/[token]/thumbnail.jpg",
    access: "public",
    summary: "Poster frame of a link's video",
    params,
    produces: "image/jpeg",
    head: true,
  },
});
