import { z } from "zod";
import { BoolText, CameraId, ClubId, CourtId, FileId, IdText, Page, SessionId, Timestamp, UserId } from "./common";
import { Gap } from "./recordings";

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
  created_by: UserId.nullable(),
  created_by_name: z.string().nullable(),
  /** When it was thrown away; null outside of the trash. */
  trashed_at: Timestamp.nullable(),
});
export type FileView = z.infer<typeof FileView>;

/** With what its player needs: where the picture stood still, and how long a frame of its camera lasts. */
export const FileDetail = FileView.extend({
  gaps: z.array(Gap),
  /** Frames per second the camera sends now; null while it is not known. */
  fps: z.number().positive().nullable(),
});
export type FileDetail = z.infer<typeof FileDetail>;

export const ListFiles = Page.extend({
  club_id: IdText.optional(),
  terrain_id: IdText.optional(),
  /** The person whose session it was. */
  created_by: IdText.optional(),
  kind: MediaKind.optional(),
  /** Only what lies in the trash, last thrown away first. */
  trash: BoolText.optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});
export type ListFiles = z.infer<typeof ListFiles>;

export const DownloadQuery = z.object({ club_id: IdText.optional(), inline: BoolText.optional() });
export const UpdateFile = z.object({ protected: z.boolean() }).strict();
export type UpdateFile = z.infer<typeof UpdateFile>;

export const MAX_BULK_FILES = 200;
export const BulkAction = z.enum(["protect", "unprotect", "delete", "restore"]);
export type BulkAction = z.infer<typeof BulkAction>;
export const BulkFiles = z.object({ ids: z.array(FileId).min(1).max(MAX_BULK_FILES), action: BulkAction }).strict();
export type BulkFiles = z.infer<typeof BulkFiles>;
/** What happened to one of them; `error` null when it was done. */
export const BulkResult = z.object({
  id: FileId,
  ok: z.boolean(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type BulkResult = z.infer<typeof BulkResult>;

/** Somebody with videos, as a filter names them. */
export const FilePerson = z.object({ id: UserId, name: z.string() });
export type FilePerson = z.infer<typeof FilePerson>;
