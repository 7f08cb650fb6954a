import type { EventClip } from "@/lib/contracts/events";
import type { Ctx } from "../context";

type EventRow = { id: string; clubId: number | null };

/** What was filmed around these events, by event, in one question. What lies in the trash is not shown. */
export async function clipsOf(ctx: Ctx, events: readonly EventRow[]): Promise<Map<string, EventClip[]>> {
  const clubOf = new Map(events.map(({ id, clubId }) => [id, clubId]));
  const files = await ctx.db.mediaFile.findMany({
    where: { eventId: { in: [...clubOf.keys()] }, kind: "clip", trashedAt: null },
    orderBy: [{ cameraId: "asc" }, { createdAt: "asc" }],
  });
  const clips = new Map<string, EventClip[]>();
  for (const { id, eventId, clubId, cameraId, hasPoster, durationSeconds, location } of files) {
    // A device names the event of its clip: one of another club must not lead there.
    if (eventId === null || clubOf.get(eventId) !== clubId) continue;
    const clip = {
      file_id: id,
      camera_id: cameraId,
      has_poster: hasPoster,
      duration_seconds: durationSeconds,
      location,
    };
    clips.set(eventId, [...(clips.get(eventId) ?? []), clip]);
  }
  return clips;
}
