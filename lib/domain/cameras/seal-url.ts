import type { CameraSource } from "@/lib/contracts/cameras";
import { checkCameraUrl, redactCameraUrl } from "@/lib/core/camera-url";
import type { Ctx } from "../context";

export type SealedUrl = { urlSealed: string | null; urlRedacted: string | null };

/** Refuses a URL no camera may have (`unprocessable`), seals the rest; what stays readable names no user and no path. */
export function sealUrl(ctx: Ctx, source: CameraSource, url: string | null): SealedUrl {
  const { allowTestSources, allowedHosts } = ctx.settings;
  checkCameraUrl(source, url, { allowTestSources, allowedHosts });
  return {
    urlSealed: url === null ? null : ctx.secrets.seal(url),
    urlRedacted: url === null ? null : redactCameraUrl(url),
  };
}
