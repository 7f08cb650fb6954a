import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { isForbiddenAddress } from "./address-policy";
import { AppError, isAppError } from "./errors";

/** What an operator allows on this machine: `*` stands for every host, an entry is `host` or `host:port`. */
export type CameraPolicy = {
  allowTestSources: boolean;
  allowedHosts: readonly string[];
  /** How names become addresses; the system's way without it. */
  lookUp?: LookUp;
};
/** The addresses of a name, all of them. */
export type LookUp = (host: string) => Promise<{ address: string; family: number }[]>;

/** A camera address taken apart. `host` is normalised (no brackets); user and password are decoded. */
export type CameraEndpoint = {
  scheme: string;
  host: string;
  port: number;
  username: string;
  password: string;
  /** Path and query, as sent to the camera. */
  path: string;
};

const SCHEMES = new Map([
  ["rtsp", ["rtsp", "rtsps"]],
  ["mjpeg", ["http", "https"]],
  ["ts", ["http", "https"]],
]);
const DEFAULT_PORTS = new Map([
  ["rtsp", 554],
  ["rtsps", 322],
  ["http", 80],
  ["https", 443],
]);

/**
 * Refuses an address that must never be opened: a wrong scheme for the source, this machine, link-local, metadata,
 * unspecified and multicast addresses in every notation, unless the policy lists the host. Names are only looked up when
 * the device connects (`assertAllowedAddress`). Throws `unprocessable`, in one sentence for a person.
 */
export function checkCameraUrl(source: string, url: string | null | undefined, policy: CameraPolicy): void {
  if (source === "test" || source === "file") {
    checkTestSource(source, url, policy);
    return;
  }
  const allowed = SCHEMES.get(source);
  if (!allowed) throw refused("source_not_allowed", `There is no camera source called "${source.slice(0, 20)}".`);
  if (!url) throw refused("missing_address", "This kind of camera needs an address.");
  const { scheme, host, port } = parseCameraUrl(url);
  if (!allowed.includes(scheme))
    throw refused("wrong_scheme", `The address must begin with ${allowed.map((s) => `${s}://`).join(" or ")}.`);
  if (isListed(host, port, policy.allowedHosts)) return;
  if (isIP(host) ? isForbiddenAddress(host) : isForbiddenName(host)) throw forbiddenHost();
}

/**
 * Looks the host up and answers its addresses, IPv4 first; connect to these and to nothing else, so that a name cannot
 * change its mind in between. Throws `unprocessable` when one of them is forbidden and neither it nor the host is
 * listed, `camera_unreachable` when the name is not known.
 */
export async function assertAllowedAddress(
  host: string,
  { port, allowedHosts, lookUp = systemLookUp }: Pick<CameraPolicy, "allowedHosts" | "lookUp"> & { port: number },
): Promise<string[]> {
  const found = isIP(host) ? [{ address: host }] : await resolve(host, lookUp);
  const hostListed = isListed(host, port, allowedHosts);
  const isAllowed = (address: string) => !isForbiddenAddress(address) || isListed(address, port, allowedHosts);
  if (!hostListed && !found.every(({ address }) => isAllowed(address))) throw forbiddenHost();
  return found.map(({ address }) => address);
}

/**
 * Refuses a name that leads where no camera may be, as far as `policy.lookUp` knows it here. A name that is not known is
 * left to the device, which stands in another network and looks itself at every connection. Throws `unprocessable`.
 */
export async function checkCameraName(
  source: string,
  url: string | null | undefined,
  policy: CameraPolicy,
): Promise<void> {
  if (!url || !SCHEMES.has(source)) return;
  const endpoint = parseCameraUrl(url);
  await assertAllowedAddress(endpoint.host, { ...endpoint, ...policy }).catch((error: unknown) => {
    if (!isAppError(error) || error.code !== "camera_unreachable") throw error;
  });
}

/** Takes a camera address apart. Throws `unprocessable` for what is not one. */
export function parseCameraUrl(url: string): CameraEndpoint {
  const match = /^([a-z][a-z0-9+.-]*):\/\/(.+)$/i.exec(url);
  // Characters on which URL parsers disagree are how a checked host becomes another one when it is opened.
  if (!match || /[\p{Cc}\s\\]/u.test(url)) throw notAnAddress();
  const scheme = match[1]!.toLowerCase();
  const defaultPort = DEFAULT_PORTS.get(scheme);
  if (!defaultPort)
    throw refused("wrong_scheme", "The address must begin with rtsp://, rtsps://, http:// or https://.");
  // A name that begins with a dash is an option to many programs, and a host to none. Only "special" schemes normalise hosts (0x7f000001, 127.1, %31…), and each hides its own default port: hence two.
  const [http, https] = [tryParse(`http://${match[2]}`), tryParse(`https://${match[2]}`)];
  if (!http?.hostname || !https || http.hostname.startsWith("-")) throw notAnAddress();
  return {
    scheme,
    host: normaliseHost(http.hostname),
    port: Number(http.port || https.port || defaultPort),
    username: decode(http.username),
    password: decode(http.password),
    path: http.pathname + http.search,
  };
}

/** What may be shown of a camera's address: scheme, host and port; of a file its name. Never throws. */
export function redactCameraUrl(url: string): string {
  if (url.startsWith("/")) return `file:${url.slice(url.lastIndexOf("/") + 1)}`;
  try {
    const { scheme, host, port } = parseCameraUrl(url);
    const shown = host.includes(":") ? `[${host}]` : host;
    return `${scheme}://${shown}${port === DEFAULT_PORTS.get(scheme) ? "" : `:${port}`}`;
  } catch {
    return "(unreadable address)";
  }
}

function checkTestSource(source: string, url: string | null | undefined, policy: CameraPolicy): void {
  if (!policy.allowTestSources)
    throw refused("source_not_allowed", `The source "${source}" is not allowed on this installation.`);
  if (source === "file" && (!url?.startsWith("/") || /\p{Cc}/u.test(url)))
    throw refused("not_a_path", "A file source needs the absolute path of a video on the device.");
}

/** Whether an operator lists this host, or this port of it. */
export function isListed(host: string, port: number, allowedHosts: readonly string[]): boolean {
  const wanted = normaliseHost(host);
  return allowedHosts.some((entry) => {
    if (entry === "*" || normaliseHost(entry) === wanted) return true;
    const withPort = /^(.+):(\d{1,5})$/.exec(entry);
    return withPort !== null && Number(withPort[2]) === port && normaliseHost(withPort[1]!) === wanted;
  });
}

const isForbiddenName = (host: string) =>
  host === "localhost" || host.endsWith(".localhost") || host === "metadata.google.internal" || host.includes("%");

const normaliseHost = (host: string) =>
  host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "");

const systemLookUp: LookUp = (host) => lookup(host, { all: true, verbatim: true });

async function resolve(host: string, lookUp: LookUp): Promise<{ address: string }[]> {
  const found = await lookUp(host).catch((cause: unknown) => {
    throw new AppError("camera_unreachable", "The camera's name is not known on the network: check the address.", {
      cause,
      details: { cause: "unknown_name" },
    });
  });
  // Most cameras that have a name listen on IPv4 only.
  return found.toSorted((a, b) => a.family - b.family);
}

function tryParse(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const refused = (cause: string, message: string) => new AppError("unprocessable", message, { details: { cause } });
const notAnAddress = () => refused("not_an_address", "The address is not one: write it like rtsp://host/path.");
const forbiddenHost = () =>
  refused(
    "forbidden_address",
    "The address points to a place that cameras may not use; an operator can allow it with ALLOWED_HOSTS.",
  );
