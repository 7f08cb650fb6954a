import { authorize, notFound, type Permission } from "@/lib/auth/permissions";
import { SessionId } from "@/lib/contracts/common";
import type { Ctx } from "../context";
import { FILE_INCLUDE, type FileRow } from "./view";

export const isSessionId = (ref: string): boolean => SessionId.safeParse(ref).success;

/**
 * A file the actor may do this to, by its own id or, a recording, by its session's. What lies in the trash is not found.
 * Throws `not_found` for an absent one and another club's alike.
 */
export async function findFile(ctx: Ctx, permission: Permission, ref: string): Promise<FileRow> {
  const row = await readFileRow(ctx, ref);
  const file = row && { ...row, ownerId: row.session?.createdById ?? null };
  authorize(ctx.actor, permission, file, "Video");
  return file;
}

/** The same for what lies in the trash. Throws `not_found` for what does not, too. */
export async function findTrashed(ctx: Ctx, permission: Permission, ref: string): Promise<FileRow> {
  const row = await ctx.db.mediaFile.findFirst({
    where: { ...which(ref), trashedAt: { not: null } },
    include: FILE_INCLUDE,
  });
  authorize(ctx.actor, permission, row && { ...row, ownerId: row.session?.createdById ?? null }, "Video");
  return row!;
}

const which = (ref: string) => (isSessionId(ref) ? { sessionId: ref, kind: "recording" as const } : { id: ref });

/** Without asking who: null for what is absent or in the trash. */
export function readFileRow(ctx: Ctx, ref: string): Promise<FileRow | null> {
  return ctx.db.mediaFile.findFirst({ where: { ...which(ref), trashedAt: null }, include: FILE_INCLUDE });
}

/** `?club_id=` of the reference: a check, never a way to another club. */
export function requireClub(clubId: number, asked: number | undefined): void {
  if (asked !== undefined && asked !== clubId) throw notFound("Video");
}
