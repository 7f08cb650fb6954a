import { AskedUpload } from "@/lib/contracts/uploads";
import { AppError } from "@/lib/core/errors";
import { explain } from "../explain";

/**
 * What the headers of a creation ask for: Upload-Length, and Upload-Metadata, whose values are Base64 (tus.io, Creation).
 * Throws `unprocessable` for anything but one of our purposes, a file's id and a SHA-256.
 */
export function readAsked({ headers }: Request): AskedUpload {
  const pairs = (headers.get("upload-metadata") ?? "").split(",").map((pair) => pair.trim().split(/ +/));
  const metadata = Object.fromEntries(
    pairs.map(([name = "", value = ""]) => [name, Buffer.from(value, "base64").toString("utf8")]),
  );
  const asked = AskedUpload.safeParse({ ...metadata, bytes: Number(headers.get("upload-length") ?? Number.NaN) });
  if (asked.success) return asked.data;
  throw new AppError(
    "unprocessable",
    `An upload names purpose, file_id and sha256 in Upload-Metadata, and its Upload-Length. ${explain(asked.error)}`,
  );
}
