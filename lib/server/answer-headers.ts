import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

export type HeaderPolicy = {
  /** People reach it by https. */
  isSecure: boolean;
  /** Next compiles in the browser's sight, and evaluates what it made. */
  isDevelopment: boolean;
  /** Sites whose pages may frame live pictures (EMBED_ORIGINS). */
  embedOrigins: readonly string[];
};

const YEAR_SECONDS = 31_536_000;
const SAFE = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy":
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=(), autoplay=(self), fullscreen=(self), picture-in-picture=(self)",
};
const ANSWERS = /^\/(api|livez|readyz|metrics)(\/|$)/;
/** What other sites may embed when the operator lists them: nothing but live pictures. */
const EMBEDDABLE = /^\/api\/(preview\/[^/]+\/[^/]+|cameras\/\d+\/stream(\.m3u8)?)$/;

/**
 * Sets the headers that keep a browser from doing what our pages never do: S5. A page gets a policy with a nonce of its
 * own; Next reads it from the request and puts it on its scripts, so a caller's own header never reaches Next.
 */
export function setSafeHeaders(req: IncomingMessage, res: ServerResponse, policy: HeaderPolicy): void {
  delete req.headers["content-security-policy-report-only"];
  delete req.headers["content-security-policy"];
  const path = req.url?.split("?")[0] ?? "";
  const isEmbeddable = policy.embedOrigins.length > 0 && EMBEDDABLE.test(path);
  for (const [name, value] of Object.entries(SAFE)) res.setHeader(name, value);
  res.setHeader("Cross-Origin-Resource-Policy", isEmbeddable ? "cross-origin" : "same-origin");
  if (policy.isSecure) res.setHeader("Strict-Transport-Security", `max-age=${YEAR_SECONDS}`);
  const csp = ANSWERS.test(path) ? answerPolicy(isEmbeddable ? policy.embedOrigins : []) : pagePolicy(policy);
  if (!ANSWERS.test(path)) req.headers["content-security-policy"] = csp;
  res.setHeader("Content-Security-Policy", csp);
}

/** An answer of the API opened as a document may show itself, a picture or a video, and do nothing. */
const answerPolicy = (embedders: readonly string[]): string =>
  [
    "default-src 'none'",
    "img-src 'self'",
    "media-src 'self'",
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${embedders.length > 0 ? `'self' ${embedders.join(" ")}` : "'none'"}`,
  ].join("; ");

function pagePolicy({ isDevelopment }: HeaderPolicy): string {
  const nonce = `'nonce-${randomBytes(16).toString("base64")}'`;
  return [
    "default-src 'self'",
    `script-src ${nonce} 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : nonce}`,
    // Widths of bars, places of menus: attributes that React wrote on the server.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
