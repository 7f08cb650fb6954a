import { readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";

const PREFIX = "/_next/static/";
const TYPES: Record<string, string> = {
  ".js": "application/javascript; charset=UTF-8",
  ".css": "text/css; charset=UTF-8",
  ".svg": "image/svg+xml",
};

const ONLY_FOR_DOCUMENTS = ["Permissions-Policy", "Cross-Origin-Opener-Policy"];

/** Answers a request for a built file whose Brotli form is at hand; false leaves the request to Next. */
export type ServeStatic = (req: IncomingMessage, res: ServerResponse) => boolean;

/**
 * The built pages' scripts and styles as scripts/precompress.mjs left them, to browsers that read Brotli (over https, and
 * on this machine). All are read at the start, a few hundred kilobytes together: a request is a look into a map, so no
 * address can name another file. Without precompressed files everything is left to Next and its gzip.
 */
export function createStaticFiles(distDir: string): ServeStatic {
  const files = readCompressed(path.join(distDir, "static"));
  return (req, res) => {
    const file = files.get(req.url?.split("?")[0] ?? "");
    const isRead = req.method === "GET" || req.method === "HEAD";
    if (!file || !isRead || !acceptsBrotli(req.headers["accept-encoding"])) return false;
    // What only a document obeys would be a tenth of what travels.
    for (const name of ONLY_FOR_DOCUMENTS) res.removeHeader(name);
    res.writeHead(200, {
      "Content-Type": file.type,
      "Content-Encoding": "br",
      "Content-Length": file.bytes.length,
      // The name holds a hash of what is in it.
      "Cache-Control": "public, max-age=31536000, immutable",
      Vary: "Accept-Encoding",
      // Opened by itself it is text, or a picture that may do nothing.
      "Content-Security-Policy": "default-src 'none'",
    });
    res.end(req.method === "HEAD" ? undefined : file.bytes);
    return true;
  };
}

function readCompressed(folder: string): Map<string, { type: string; bytes: Buffer }> {
  const files = new Map<string, { type: string; bytes: Buffer }>();
  for (const name of listFiles(folder)) {
    if (!name.endsWith(".br")) continue;
    const served = name.slice(0, -".br".length);
    const type = TYPES[path.extname(served)];
    const url = PREFIX + served.split(path.sep).map(encodeURIComponent).join("/");
    if (type) files.set(url, { type, bytes: readFileSync(path.join(folder, name)) });
  }
  return files;
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" });
  } catch {
    return []; // pages are compiled on demand: there is no build
  }
}

/** `br;q=0` is a refusal. */
const acceptsBrotli = (header: string | string[] | undefined): boolean =>
  /(^|,)\s*br\s*(;\s*q=(?!0(\.0*)?\s*(,|$))[\d.]+\s*)?(,|$)/i.test(String(header ?? ""));
