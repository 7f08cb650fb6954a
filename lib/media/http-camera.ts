import { type IncomingMessage, type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { assertAllowedAddress, type CameraEndpoint, type CameraPolicy, parseCameraUrl } from "@/lib/core/camera-url";
import { type CameraFailure, createRedactor, explainFailure, redirected } from "./failure";
import { answerDigest } from "./http-digest";

/** A camera that sends nothing for so long is not sending. */
const SILENCE_MS = 4_000;
const MAX_HEADER_BYTES = 16 * 1024;

export type HttpCamera = { response: IncomingMessage; redact: (text: string) => string };

/**
 * Opens a camera's HTTP stream at an address that was checked, with Basic or Digest authentication; redirects are
 * refused, so is what is clearly no picture. The response is destroyed when `stop` fires or nothing arrives for 4 s. Throws a `CameraFailure`, or what the
 * address check says. Cameras sign their own certificates, so TLS hides the picture from others but names nobody.
 */
export async function openHttp(
  url: string,
  policy: CameraPolicy,
  stop: AbortSignal,
  refusedTypes = /^(text|application\/(json|xml))/i,
): Promise<HttpCamera> {
  const endpoint = parseCameraUrl(url);
  const addresses = await assertAllowedAddress(endpoint.host, { ...endpoint, ...policy });
  const first = await connect(endpoint, addresses, stop, basicHeader(endpoint));
  const response = await authenticate(first, endpoint, addresses, stop);
  const { statusCode = 0, headers } = response;
  const problem = findProblem(statusCode, headers["content-type"] ?? "", refusedTypes);
  if (!problem) return { response, redact: createRedactor(endpoint) };
  response.destroy();
  throw problem;
}

function findProblem(status: number, type: string, refusedTypes: RegExp): CameraFailure | null {
  if (status >= 300 && status < 400) return redirected();
  if (status !== 200)
    return explainFailure([status === 401 ? "401 Unauthorized" : status === 404 ? "404 Not Found" : `${status} `]);
  return refusedTypes.test(type) ? explainFailure(["not a video"]) : null;
}

async function authenticate(first: IncomingMessage, endpoint: CameraEndpoint, addresses: string[], stop: AbortSignal) {
  const challenge = first.headersDistinct["www-authenticate"]?.find((one) => /^digest /i.test(one));
  if (first.statusCode !== 401 || !challenge || endpoint.username === "") return first;
  first.destroy();
  const answer = answerDigest(challenge, { ...endpoint, method: "GET" });
  return answer ? connect(endpoint, addresses, stop, { authorization: answer }) : first;
}

const basicHeader = ({ username, password }: CameraEndpoint): Record<string, string> =>
  username === "" && password === ""
    ? {}
    : { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}` };

/** Tries one address after the other; the failure is the last one's. */
async function connect(
  endpoint: CameraEndpoint,
  addresses: string[],
  stop: AbortSignal,
  headers: Record<string, string>,
) {
  let failure: unknown;
  for (const address of addresses) {
    try {
      return await requestOnce(endpoint, address, stop, headers);
    } catch (error) {
      failure = error;
      if (stop.aborted) break;
    }
  }
  const code = failure instanceof Error && "code" in failure ? `${failure.code} ${failure.message}` : String(failure);
  throw explainFailure([code]);
}

function requestOnce(
  { scheme, host, port, path }: CameraEndpoint,
  address: string,
  stop: AbortSignal,
  headers: Record<string, string>,
): Promise<IncomingMessage> {
  const options: RequestOptions & { servername?: string; rejectUnauthorized?: boolean } = {
    ...{ host: address, port, path, signal: stop, agent: false, maxHeaderSize: MAX_HEADER_BYTES },
    headers: { host: `${host.includes(":") ? `[${host}]` : host}:${port}`, accept: "*/*", ...headers },
    ...(scheme === "https"
      ? { servername: /[a-z]/i.test(host) && !host.includes(":") ? host : "", rejectUnauthorized: false }
      : {}),
  };
  return new Promise((resolve, reject) => {
    const request = (scheme === "https" ? requestHttps : requestHttp)(options, (response) => {
      response.on("error", () => {}); // told by its end to whoever reads it
      resolve(response);
    });
    request.setTimeout(SILENCE_MS, () => request.destroy(new Error("ETIMEDOUT: nothing arrived")));
    request.on("error", reject);
    request.end();
  });
}
