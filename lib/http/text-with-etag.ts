import { createHash } from "node:crypto";

type Options = { contentType: string; cacheControl: string };

/** A text under a tag that changes with it; 304 without it for whoever has it already. */
export function textWithEtag(request: Request, text: string, { contentType, cacheControl }: Options): Response {
  const etag = `"${createHash("sha256").update(text).digest("hex").slice(0, 32)}"`;
  const headers = { etag, "cache-control": cacheControl };
  const known = (request.headers.get("if-none-match") ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  if (known.includes(etag) || known.includes("*")) return new Response(null, { status: 304, headers });
  const body = request.method === "HEAD" ? null : text;
  const contentLength = String(Buffer.byteLength(text));
  return new Response(body, { headers: { ...headers, "content-type": contentType, "content-length": contentLength } });
}
