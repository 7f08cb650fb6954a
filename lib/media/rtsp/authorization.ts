import type { CameraEndpoint } from "@/lib/core/camera-url";
import { answerDigest } from "../http-digest";

/** Says who we are in the way the camera last asked for: Digest when it offers that (SHA-256 first), else Basic. */
export class Authorization {
  private challenge: string | null = null;

  constructor(private readonly login: Pick<CameraEndpoint, "username" | "password">) {}

  /**
   * The camera refused a request with these challenges. True when it is worth asking again: we had not said who we are, or
   * only the nonce was too old.
   */
  refused(challenges: readonly string[]): boolean {
    const best = choose(challenges);
    if (best === null || this.login.username === "") return false;
    const isStale = /\bstale="?true/i.test(best) && best !== this.challenge;
    const isWorthwhile = this.challenge === null || isStale;
    this.challenge = best;
    return isWorthwhile;
  }

  /** The header for a request; null while the camera has not asked, or in a way that is not known. */
  header(method: string, url: string): string | null {
    const { challenge, login } = this;
    if (challenge === null) return null;
    if (/^digest\b/i.test(challenge)) return answerDigest(challenge, { ...login, method, path: url });
    return `Basic ${Buffer.from(`${login.username}:${login.password}`).toString("base64")}`;
  }
}

function choose(challenges: readonly string[]): string | null {
  const digests = challenges.filter((one) => /^digest\b/i.test(one));
  const strong = digests.find((one) => /algorithm="?SHA-256/i.test(one));
  return strong ?? digests[0] ?? challenges.find((one) => /^basic\b/i.test(one)) ?? null;
}
