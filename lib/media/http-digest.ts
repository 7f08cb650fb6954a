import { createHash, randomBytes } from "node:crypto";

type Asked = { username: string; password: string; method: string; path: string };

/**
 * The Authorization header that answers a Digest challenge (RFC 7616): MD5 and SHA-256, each also as `-sess`, with and
 * without `qop=auth`. Null for anything else.
 */
export function answerDigest(challenge: string, { username, password, method, path }: Asked): string | null {
  const given = readParameters(challenge);
  const algorithm = given.get("algorithm") ?? "MD5";
  const hashName = { MD5: "md5", "SHA-256": "sha256" }[algorithm.toUpperCase().replace(/-SESS$/, "")];
  const realm = given.get("realm");
  const nonce = given.get("nonce");
  const offered = given
    .get("qop")
    ?.split(",")
    .map((one) => one.trim());
  if (!hashName || realm === undefined || nonce === undefined || (offered && !offered.includes("auth"))) return null;
  const hash = (...parts: string[]) => createHash(hashName).update(parts.join(":")).digest("hex");
  const cnonce = randomBytes(8).toString("hex");
  const secret = hash(username, realm, password);
  const key = /-sess$/i.test(algorithm) ? hash(secret, nonce, cnonce) : secret;
  const asked = hash(method, path);
  const response = offered ? hash(key, nonce, "00000001", cnonce, "auth", asked) : hash(key, nonce, asked);
  const quoted = {
    username: username.replace(/["\\]/g, "\\$&"),
    realm,
    nonce,
    uri: path,
    response,
    cnonce,
    opaque: given.get("opaque"),
  };
  const parts = Object.entries(quoted).flatMap(([name, value]) => (value === undefined ? [] : [`${name}="${value}"`]));
  if (offered) parts.push("qop=auth", "nc=00000001");
  if (given.has("algorithm")) parts.push(`algorithm=${algorithm}`);
  return `Digest ${parts.join(", ")}`;
}

function readParameters(challenge: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name, quoted, bare] of challenge.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g))
    found.set(name!.toLowerCase(), quoted ?? bare ?? "");
  return found;
}
