import { audit } from "../audit/append";
import type { Ctx } from "../context";
import type { WantedUpload } from "./find-wanted";

/**
 * What was sent is whole, verified and in its place: its row says so from now on. False when the file was thrown away
 * meanwhile: then it stays where it is.
 */
export async function recordArrival(ctx: Ctx, { file, purpose, path }: WantedUpload): Promise<boolean> {
  const { id, clubId, sessionId } = file;
  return ctx.db.$transaction(async (tx) => {
    const change =
      purpose === "poster" ? { hasPoster: true } : { location: "web" as const, storageId: ctx.settings.storageId };
    const { count } = await tx.mediaFile.updateMany({ where: { id, trashedAt: null }, data: change });
    if (count === 0) return false;
    if (purpose !== "poster") await audit(tx, ctx, "file.arrive", id, { clubId, details: { path } });
    const session = sessionId && (await tx.session.findUnique({ where: { id: sessionId } }));
    await ctx.notify(tx, { kind: "file", id, clubId, ownerId: session ? session.createdById : null });
    return true;
  });
}
