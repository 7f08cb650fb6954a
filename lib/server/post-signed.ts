import { createHmac } from "node:crypto";
import { request as overHttp } from "node:http";
import { request as overHttps } from "node:https";
import { isIP } from "node:net";
import type { Outcome } from "@/lib/domain/webhooks/queue";

const TIMEOUT_MS = 10_000;
/** More of an answer is not read. */
const MAX_ANSWER_BYTES = 64 * 1024;
const KEPT_CHARACTERS = 500;

/** `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`: the time is signed too, so that an old message cannot be played again. */
export function signatureOf(secret: string, body: string, at: Date): string {
  const t = Math.floor(at.getTime() / 1_000);
  return `t=${t},v1=${createHmac("sha256", secret).update(`${t}.${body}`).digest("hex")}`;
}

export type SignedPost = { id: string; type: string; body: string; url: string; secret: string };

/**
 * Posts a message to one of `addresses`, which its host had when it was checked, and answers what came of it, at most 10 s
 * later; never rejects. Follows no redirect: a checked place must not hand it on to another.
 */
export function postSigned(
  { url, body, secret, id, type }: SignedPost,
  address: string,
  at: Date,
  timeoutMs = TIMEOUT_MS,
): Promise<Outcome> {
  const { protocol, hostname, host, port, pathname, search } = new URL(url);
  const startedMs = performance.now();
  const outcome = (part: Partial<Outcome>): Outcome => ({
    ...{ status: null, answer: null, error: null, durationMs: Math.round(performance.now() - startedMs) },
    ...part,
  });
  const headers = {
    host,
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    "user-agent": "Vigie",
    "x-vigie-delivery": id,
    "x-vigie-event": type,
    "x-vigie-signature": signatureOf(secret, body, at),
  };
  const isNamed = isIP(hostname.replace(/^\[|\]$/g, "")) === 0;
  return new Promise((resolve) => {
    const to = { host: address, ...(port && { port }), path: pathname + search, method: "POST", headers, agent: false };
    const send = protocol === "https:" ? overHttps : overHttp;
    const sending = send({ ...to, ...(isNamed && { servername: hostname }) });
    const deadline = setTimeout(
      () => sending.destroy(new Error(`no answer within ${timeoutMs / 1_000} seconds`)),
      timeoutMs,
    );
    const end = (part: Partial<Outcome>) => {
      clearTimeout(deadline);
      resolve(outcome(part));
      sending.destroy();
    };
    sending.on("error", (error) => end({ error: error.message.slice(0, 300) }));
    sending.on("response", (response) => {
      const status = response.statusCode ?? null;
      const chunks: Buffer[] = [];
      let bytes = 0;
      const finish = () => end({ status, answer: textOf(chunks) });
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= MAX_ANSWER_BYTES) chunks.push(chunk);
        else finish();
      });
      response.on("end", finish);
      // It said how it is; that the rest did not come changes nothing.
      response.on("error", finish);
    });
    sending.end(body);
  });
}

/** Postgres holds no NUL. */
const textOf = (chunks: Buffer[]): string =>
  Buffer.concat(chunks).toString("utf8").slice(0, KEPT_CHARACTERS).replaceAll("\0", "");
