import { newId } from "@/lib/core/ids";

/** The caller's own id when it looks like one, so that logs of two machines can be laid side by side; else a new one. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get("x-request-id");
  return given !== null && /^[\w-]{8,64}$/.test(given) ? given : newId();
}
