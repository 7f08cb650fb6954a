import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

/**
 * Secrets at rest: AES-256-GCM under a key derived from a configured secret. A box reads `v1.<key id>.<nonce+tag+text>`,
 * so that a key can be rotated: `keys` lists the current one first, older ones open what they sealed.
 */
export class SecretBox {
  private readonly keys: { id: string; key: Buffer }[];

  constructor(secrets: readonly [string, ...string[]]) {
    this.keys = secrets.map((secret) => {
      const key = createHash("sha256").update("vigie secret box\0").update(secret).digest();
      return { id: createHash("sha256").update(key).digest("hex").slice(0, 8), key };
    });
  }

  seal(text: string): string {
    const { id, key } = this.keys[0]!;
    const nonce = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", key, nonce);
    const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return `v1.${id}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url")}`;
  }

  /** Throws when the box was sealed with a key that is not configured, or was changed. */
  open(box: string): string {
    const [version, id, body] = box.split(".");
    const found = this.keys.find((k) => k.id === id);
    if (version !== "v1" || !found || !body) throw new Error("sealed with a key that is not configured");
    const raw = Buffer.from(body, "base64url");
    const decipher = createDecipheriv("aes-256-gcm", found.key, raw.subarray(0, 12));
    decipher.setAuthTag(raw.subarray(12, 28));
    return Buffer.concat([decipher.update(raw.subarray(28)), decipher.final()]).toString("utf8");
  }
}
