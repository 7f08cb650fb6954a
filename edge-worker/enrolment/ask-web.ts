import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { ErrorBody } from "@/lib/contracts/common";
import { Enrollment } from "@/lib/contracts/devices";
import { isForbiddenAddress, isPrivateAddress } from "@/lib/core/address-policy";
import { Complaint } from "./complaint";

const ANSWER_MS = 15_000;

/**
 * Web's address as somebody typed it, reduced to its origin. Throws a complaint for what is none, and for http to a host
 * outside the site: whoever listens there would have the device's token.
 */
export async function readWebAddress(text: string): Promise<string> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !["http:", "https:"].includes(url.protocol) || url.username || url.password)
    throw new Complaint(`"${text}" is not an address. Give the one people type, such as https://vigie.example.`);
  if (url.protocol === "http:" && !(await isPrivateHost(url.hostname)))
    throw new Complaint(
      `${url.origin} is neither encrypted nor in a private network: anybody on the way could read the device's token. Use https://${url.host}.`,
    );
  return url.origin;
}

async function isPrivateHost(hostname: string): Promise<boolean> {
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  if (isIP(host)) return isNear(host);
  const found = await lookup(host, { all: true }).catch(() => {
    throw new Complaint(`The name ${host} is not known on this network. Check the address.`);
  });
  return found.every(({ address }) => isNear(address));
}

/** This machine or a network of one's own. */
const isNear = (address: string): boolean => isForbiddenAddress(address) || isPrivateAddress(address);

/** Turns the code into the device's token. Throws a complaint that says what to do; nothing was used up then, unless it says so. */
export async function enrollAt(webUrl: string, code: string): Promise<Enrollment> {
  const answer = await fetch(`${webUrl}/api/devices/enroll`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ code }),
    // The token is for this address, wherever it might point.
    redirect: "error",
    signal: AbortSignal.timeout(ANSWER_MS),
  }).catch((cause: unknown) => {
    throw new Complaint(
      `${webUrl} cannot be reached: ${reasonOf(cause)}. Check the address, the network and the certificate.`,
    );
  });
  const body: unknown = await answer.json().catch(() => null);
  const enrolled = Enrollment.safeParse(body);
  if (answer.ok && enrolled.success) return enrolled.data;
  const refused = ErrorBody.safeParse(body);
  if (refused.success) throw new Complaint(refused.data.error.message);
  throw new Complaint(`${webUrl} is not Vigie, or another version of it: it answered ${answer.status}.`);
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message || String(Reflect.get(cause, "code")) : String(cause);
}
