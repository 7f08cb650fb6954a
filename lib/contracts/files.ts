import { z } from "zod";
import { BoolText, CameraId, ClubId, CourtId, FileId, IdText, Page, SessionId, Timestamp } from "./common";

export const MediaKind = z.enum(["recording", "clip", "photo", "document", "result"]);
export const MediaLocation = z.enum(["device", "web", "share", "trash", "missing"]);

export const FileView = z.object({
  id: FileId,
  session_id: SessionId.nullable(),
  club_id: ClubId,
  terrain_id: CourtId.nullable(),
  camera_id: CameraId.nullable(),
  kind: MediaKind,
  filename: z.string(),
  bytes: z.number(),
  duration_seconds: z.number().nullable(),
  sha256: z.string(),
  created_at: Timestamp,
  location: MediaLocation,
  nas: z.object({ synced_to_nas: z.boolean(), synced_at: Timestamp.nullable(), error: z.string().nullable() }),
  protected: z.boolean(),
  has_poster: z.boolean(),
  court_name: z.string().nullable(),
  created_by_name: z.string().nullable(),
});
export type FileView = z.infer<typeof FileView>;

export const ListFiles = Page.extend({
  club_id: IdText.optional(),
  terrain_id: IdText.optional(),
  kind: MediaKind.optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});
export type ListFiles = z.infer<typeof ListFiles>;

export const DownloadQuery = z.object({ club_id: IdText.optional(), inline: BoolText.optional() });
export const UpdateFile = z.object({ protected: z.boolean() }).strict();
export type UpdateFile = z.infer<typeof UpdateFile>;
