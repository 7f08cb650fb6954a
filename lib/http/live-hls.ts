import type { z } from "zod";
import type { PlaylistQuery } from "@/lib/contracts/preview";
import { systemClock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { Ctx } from "@/lib/domain/context";
import type { LiveAsked, LiveHub, LiveKey } from "@/lib/media/live/hub";
import { credentialsOf, Recent } from "./recent";

/** Where a stream comes from, for those who may see it. */
const recentKeys = new Recent<LiveKey>(systemClock);

/** Where the stream comes from, asked again every few seconds: what `open` refuses is refused by then too. */
export const recentKey = (request: Request, of: string | number, open: () => Promise<LiveKey>): Promise<LiveKey> =>
  recentKeys.get(`${of} ${credentialsOf(request)}`, open);

/** Where the parts are, from the playlist's own address. */
const FOLDER = "hls/";

/** The playlist of a camera's own stream; the one that has the part the player asks for, as soon as it comes. */
export async function playlistResponse(
  { live, actor }: Pick<Ctx, "live" | "actor">,
  key: LiveKey,
  { _HLS_msn: segment, _HLS_part: part }: z.output<typeof PlaylistQuery>,
): Promise<Response> {
  if (part !== undefined && segment === undefined)
    throw new AppError("bad_request", "_HLS_part means nothing without _HLS_msn.");
  const awaited = segment === undefined ? null : { segment, part: part ?? null };
  const text = await live.playlist(key, FOLDER, { viewer: JSON.stringify(actor), awaited });
  return new Response(text, {
    headers: { "content-type": "application/vnd.apple.mpegurl", "cache-control": "private, no-store" },
  });
}

/** An init segment, a segment or a part, by the name it has in the playlist. Throws `not_found` for one that is over. */
export async function partResponse(live: LiveHub, key: LiveKey, file: string): Promise<Response> {
  const pieces = await live.read(key, toAsked(file));
  const length = pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return new Response(sharedBody(pieces), {
    headers: { "content-type": "video/mp4", "content-length": String(length), "cache-control": "private, no-store" },
  });
}

/** The pieces themselves, one when there is room for it: a Response made of bytes, or of a Blob, copies them for each viewer. */
function sharedBody(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  const left = [...pieces];
  return new ReadableStream(
    {
      pull(controller) {
        controller.enqueue(left.shift()!);
        if (left.length === 0) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

function toAsked(file: string): LiveAsked {
  const [first = 0, second] = (file.match(/\d+(?=\.)/g) ?? []).map(Number);
  return file.startsWith("init-") ? { init: first } : { segment: first, part: second ?? null };
}
