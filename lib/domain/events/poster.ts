import { authorize, notFound } from "@/lib/auth/permissions";
import { isAppError } from "@/lib/core/errors";
import type { Ctx } from "../context";
import { type Located, locatePoster } from "../files/locate";

/**
 * What an event's camera saw: the poster of its clip, and before there is one (or while it lies on another machine) the
 * picture its device sent when it was triggered. Throws `not_found` where there is neither, as for another club's event.
 */
export async function locateEventPoster(ctx: Ctx, id: string): Promise<Located | { jpeg: Buffer }> {
  const event = await ctx.db.event.findUnique({
    where: { id },
    select: { clubId: true, deviceId: true, cameraId: true },
  });
  authorize(ctx.actor, "event:read", event, "Event");
  const atOnce = ctx.eventPictures.get(event!.deviceId, id);
  const clip = await locateClipPoster(ctx, id, event!.clubId).catch((error: unknown) => {
    if (isAppError(error) && error.code !== "internal") return null;
    throw error;
  });
  if (clip) return clip;
  if (atOnce) return { jpeg: atOnce };
  throw notFound("Picture");
}

async function locateClipPoster(ctx: Ctx, eventId: string, clubId: number | null): Promise<Located | null> {
  if (clubId === null) return null;
  // A device names the event of its clip: one of another club must not show here.
  const clip = await ctx.db.mediaFile.findFirst({
    where: { eventId, clubId, kind: "clip", hasPoster: true, trashedAt: null },
    orderBy: { createdAt: "asc" },
  });
  if (!clip) return null;
  return locatePoster(ctx, clip);
}
