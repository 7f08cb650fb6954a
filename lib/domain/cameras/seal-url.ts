import type { CameraSource } from "@/lib/contracts/cameras";
import { redactCameraUrl } from "@/lib/core/camera-url";
import type { Ctx } from "../context";
import { checkUrl } from "./check-url";

export type SealedUrl = { urlSealed: string | null; urlRedacted: string | null };

/** Refuses a URL no camera may have (`unprocessable`), seals the rest; what stays readable names no user and no path. */
export async function sealUrl(ctx: Ctx, source: CameraSource, url: string | null): Promise<SealedUrl> {
  await checkUrl(ctx, source, url);
  // A test pattern comes from nowhere.
  if (url === null || source === "test") return { urlSealed: null, urlRedacted: null };
  return { urlSealed: ctx.secrets.seal(url), urlRedacted: redactCameraUrl(url) };
}

export type SealedPublishUrl = { publishSealed: string | null; publishRedacted: string | null };

/** The same for the server a camera's stream is published to; null ends it. */
export async function sealPublishUrl(ctx: Ctx, url: string | null): Promise<SealedPublishUrl> {
  if (url === null) return { publishSealed: null, publishRedacted: null };
  await checkUrl(ctx, "rtsp", url);
  return { publishSealed: ctx.secrets.seal(url), publishRedacted: redactCameraUrl(url) };
}
