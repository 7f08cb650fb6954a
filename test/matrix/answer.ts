import type { RouteHandler } from "@/lib/http/route";
import type { Asked } from "./entry";

export type Answered = { status: number; text: string; contentType: string };

/** Calls a handler as Next would, and reads what it says: all of it, or the beginning of what never ends. */
export async function answerOf(
  handler: RouteHandler,
  method: string,
  headers: Record<string, string>,
  { params = {}, query = {}, body }: Asked,
): Promise<Answered> {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const gone = new AbortController();
  const request = new Request(`http://vigie.test${handler.spec.path}?${search}`, {
    method,
    headers: { host: "vigie.test", ...(body !== undefined && { "content-type": "application/json" }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: gone.signal,
  });
  const named = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
  const response = await handler(request, { params: Promise.resolve(named) });
  const contentType = response.headers.get("content-type") ?? "";
  const said = [...response.headers.entries()].filter(([name]) => name !== "x-request-id").join("\n");
  const text = contentType.startsWith("multipart/") ? await readBeginning(response) : await response.text();
  gone.abort();
  return { status: response.status, text: `${text}\n${said}`, contentType };
}

async function readBeginning(response: Response): Promise<string> {
  const reader = response.body!.getReader();
  let text = "";
  while (!text.includes("picture of")) {
    const { done, value } = await reader.read();
    if (done) break;
    text += Buffer.from(value).toString("latin1");
  }
  await reader.cancel();
  return text;
}
