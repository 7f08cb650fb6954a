import { z } from "zod";
import { FileId } from "./common";

/** What is sent to web: a file itself, or the picture that stands for a video before it plays. */
export const UploadPurpose = z.enum(["recording", "clip", "photo", "poster"]);
export type UploadPurpose = z.infer<typeof UploadPurpose>;

/** An upload has the id of the file it is of, so that whoever lost its address asks for the same one again. */
export const UploadId = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(-poster)?$/);
export const uploadIdOf = ({ purpose, file_id }: { purpose: UploadPurpose; file_id: string }): string =>
  purpose === "poster" ? `${file_id}-poster` : file_id;

/** The metadata of tus, with the length beside it. */
export const AskedUpload = z.object({
  purpose: UploadPurpose,
  file_id: FileId,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().positive(),
});
export type AskedUpload = z.infer<typeof AskedUpload>;

/** A file that is on its way from its device: how much of it is here, 0 to 1. */
export const FetchingFile = z.object({ status: z.literal("fetching"), progress: z.number().min(0).max(1) });
export type FetchingFile = z.infer<typeof FetchingFile>;
