import type { FetchingFile } from "@/lib/contracts/uploads";

/**
 * Whether a video can be played: it is here; it comes, so much of it is here (null before the first word); its device is
 * away; or nobody has it any more.
 */
export type Arrival =
  | { state: "here" }
  | { state: "coming"; progress: number | null }
  | { state: "away" }
  | { state: "gone" };

/** What an answer to a download says of it. `body` is its JSON; null without one. */
export function arrivalOf(status: number, body: unknown): Arrival {
  if (status === 202) return { state: "coming", progress: progressOf(body) };
  if (status === 404) return { state: "gone" };
  // Anything else is the player's to show.
  return status < 500 ? { state: "here" } : { state: "away" };
}

/** Read without the schema: it would bring zod, and its try at eval, into every page with a player. */
function progressOf(body: unknown): number | null {
  const { status, progress } = (body ?? {}) as { [Name in keyof FetchingFile]?: unknown };
  const isProgress = typeof progress === "number" && progress >= 0 && progress <= 1;
  return status === "fetching" && isProgress ? progress : null;
}
