import type { ErrorCode } from "@/lib/core/errors";

const CODES: Record<number, ErrorCode> = {
  404: "not_found",
  409: "conflict",
  410: "not_found",
  413: "too_large",
  423: "conflict",
};
const codeOf = (status: number): ErrorCode => CODES[status] ?? (status < 500 ? "bad_request" : "unavailable");

/** An answer of the tus server, whose refusals get our envelope; status and headers stay as the protocol has them. */
export async function tusAnswer(answer: Response, requestId: string): Promise<Response> {
  const headers = new Headers(answer.headers);
  headers.delete("access-control-expose-headers");
  if (answer.status < 400) return new Response(answer.body, { status: answer.status, headers });
  const message = (await answer.text()).trim() || "The upload could not go on. Ask with HEAD how much of it is here.";
  headers.delete("content-length");
  const error = { code: codeOf(answer.status), message, request_id: requestId };
  headers.set("content-type", "application/json");
  return new Response(JSON.stringify({ success: false, error }), { status: answer.status, headers });
}
