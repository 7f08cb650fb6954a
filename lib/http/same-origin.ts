import { AppError } from "@/lib/core/errors";

/**
 * A browser sends its cookies along whoever wrote the page. Throws `forbidden` unless the request says it comes from a
 * page of ours: under the configured address, or under the one it was asked by (an IP address on the local network).
 */
export function requireSameOrigin(request: Request, siteUrl: string): void {
  const origin = request.headers.get("origin");
  const ours = [new URL(siteUrl).host, request.headers.get("host")];
  if (origin !== null && URL.canParse(origin) && ours.includes(new URL(origin).host)) return;
  throw new AppError("forbidden", "This change did not come from a page of Vigie. Open Vigie and try there.");
}
