import { z } from "zod";

/** UTC ISO-8601 with milliseconds, as everything on every wire. */
export const Timestamp = z.iso.datetime({ precision: 3 });
/** Timestamps others send us: any precision, any offset, of a year that Postgres and ISO-8601 write with four digits. */
export const AnyTimestamp = z.iso.datetime({ offset: true }).refine((text) => {
  const year = new Date(text).getUTCFullYear();
  return year >= 1 && year <= 9999;
}, "is no moment of this era");

export const ClubId = z.int().positive();
export const CourtId = z.int().positive();
export const CameraId = z.int().positive();
export const UserId = z.int().positive();
export const DeviceId = z.string().regex(/^[a-z0-9-]{3,40}$/);
export const FileId = z.uuid();
/** `sess_<court>_<epoch ms>`; court 0 when the camera has none. */
export const SessionId = z.string().regex(/^sess_\d{1,10}_\d{13}$/);
/** A file is asked for by its session's id or its own. */
export const FileRef = z.union([SessionId, FileId]);

/** Query and path parameters arrive as text. */
export const IntText = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/)
    .transform(Number)
    .pipe(z.int().min(min).max(max));
export const IdText = IntText(1, 2_147_483_647);
export const BoolText = z.enum(["true", "false", "1", "0"]).transform((v) => v === "true" || v === "1");

export const Page = z.object({
  limit: IntText(1, 200).default(50),
  cursor: z.string().max(200).optional(),
});
export const NextCursor = z.string().nullable();

/** Kept and looked up in lower case, without the spaces around it. */
export const Email = z
  .string()
  .max(300)
  .transform((text) => text.replaceAll("\0", "").trim().toLowerCase())
  .pipe(z.email().max(254));

export const Role = z.enum(["SUPER_ADMIN", "CLUB_ADMIN", "STAFF", "PLAYER"]);
export type Role = z.infer<typeof Role>;
export const Locale = z.enum(["fr", "en"]);
export type Locale = z.infer<typeof Locale>;

export const ErrorBody = z.object({
  success: z.literal(false),
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.unknown().optional(),
    request_id: z.string(),
  }),
});
export type ErrorBody = z.infer<typeof ErrorBody>;
