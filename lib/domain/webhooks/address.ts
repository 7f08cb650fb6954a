import { isIP } from "node:net";
import { isForbiddenAddress, isPrivateAddress } from "@/lib/core/address-policy";
import { isListed, type LookUp, parseCameraUrl } from "@/lib/core/camera-url";
import { AppError } from "@/lib/core/errors";

export type WebhookPolicy = { allowedHosts: readonly string[]; lookUp: LookUp };

/**
 * Where a webhook may go: https, and no place inside the network web stands in, unless an operator lists the host. Answers
 * the addresses its name has now: connect to these and to nothing else. Throws `unprocessable` in one sentence for a person.
 */
export async function webhookAddresses(url: string, { allowedHosts, lookUp }: WebhookPolicy): Promise<string[]> {
  const { scheme, host, port, username, password } = parseCameraUrl(url);
  const isAllowedHost = isListed(host, port, allowedHosts);
  if (username || password) throw refused("has_login", "The address must not hold a user name or a password.");
  if (scheme !== "https" && !(scheme === "http" && isAllowedHost))
    throw refused("wrong_scheme", "The address must begin with https://.");
  const found = isIP(host) ? [host] : await resolve(host, lookUp);
  const isAllowed = (address: string) =>
    isAllowedHost ||
    isListed(address, port, allowedHosts) ||
    !(isForbiddenAddress(address) || isPrivateAddress(address));
  if (!found.every(isAllowed))
    throw refused(
      "private_address",
      "The address points into a private network; an operator can allow it with ALLOWED_HOSTS.",
    );
  return found;
}

async function resolve(host: string, lookUp: LookUp): Promise<string[]> {
  const found = await lookUp(host).catch((cause: unknown) => {
    throw new AppError("unprocessable", "The name in the address is not known: check it.", {
      cause,
      details: { cause: "unknown_name" },
    });
  });
  return found.map(({ address }) => address);
}

const refused = (cause: string, message: string) => new AppError("unprocessable", message, { details: { cause } });
