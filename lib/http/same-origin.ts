import { AppError } from "@/lib/core/errors";

type Shown = { origin: string | null | undefined; host: string | null | undefined };

/**
 * A browser sends its cookies along whoever wrote the page. Throws `forbidden` unless the request says that it comes from
 * a page of ours.
 */
export function requireSameOrigin({ headers }: Request, siteUrl: string): void {
  if (isOwnOrigin({ origin: headers.get("origin"), host: headers.get("host") }, siteUrl)) return;
  throw new AppError("forbidden", "This change did not come from a page of Vigie. Open Vigie and try there.");
}

/**
 * A page of ours: under the configured address, or under the one it was asked by (an IP address on the local network). A
 * site that is https trusts no page that came without.
 */
export function isOwnOrigin({ origin, host }: Shown, siteUrl: string): boolean {
  if (!origin || !URL.canParse(origin)) return false;
  const [site, page] = [new URL(siteUrl), new URL(origin)];
  if (!/^https?:$/.test(page.protocol) || (site.protocol === "https:" && page.protocol !== "https:")) return false;
  return page.host === site.host || page.host === host;
}
