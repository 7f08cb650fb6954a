import { notFound } from "@/lib/auth/permissions";
import { hashToken } from "@/lib/auth/token-hash";
import { type SharedVideo, ShareToken } from "@/lib/contracts/shares";
import { isAppError } from "@/lib/core/errors";
import type { Prisma } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { bringFile } from "../files/bring";
import { type Located, locate, locatePoster } from "../files/locate";

const INCLUDE = {
  file: {
    include: { court: { select: { name: true } }, club: { select: { name: true, timezone: true } } },
  },
} satisfies Prisma.ShareLinkInclude;
type SharedRow = Prisma.ShareLinkGetPayload<{ include: typeof INCLUDE }>;

/**
 * What a link shows. Nobody is asked who they are: the token is the right. Throws the same `not_found` for a link that is
 * unknown, revoked or expired, whose video is in the trash or gone, or whose club no longer shares.
 */
export async function readShared(ctx: Ctx, token: string): Promise<SharedVideo> {
  const { file, expiresAt } = await findShared(ctx, token);
  return {
    club_name: file.club.name,
    court_name: file.court?.name ?? null,
    timezone: file.club.timezone,
    recorded_at: file.createdAt.toISOString(),
    duration_seconds: file.durationSeconds,
    bytes: Number(file.bytes),
    has_poster: file.hasPoster,
    on_device: file.location === "device",
    expires_at: expiresAt.toISOString(),
  };
}

/** The same, counted as a view. */
export async function viewShared(ctx: Ctx, token: string): Promise<SharedVideo> {
  const { id } = await findShared(ctx, token);
  await ctx.db.shareLink.update({
    where: { id },
    data: { views: { increment: 1 }, lastViewedAt: ctx.clock.now() },
  });
  return readShared(ctx, token);
}

/** Where the bytes of a link's video are. Throws like `readShared`, and `unavailable` like any download. */
export async function locateShared(ctx: Ctx, token: string): Promise<Located> {
  const { file } = await findShared(ctx, token);
  const { path, sha256: etag, storageId, id: askFor } = file;
  const bring = () => bringFile(ctx, file);
  return locate(ctx, { path, etag, storageId, askFor, bring, filename: filenameOf(file) }).catch(likeUnknown);
}

/** Its poster frame. Throws `not_found` when there is none. */
export async function locateSharedPoster(ctx: Ctx, token: string): Promise<Located> {
  const { file } = await findShared(ctx, token);
  if (!file.hasPoster) throw notFound("Link");
  const poster = await locatePoster(ctx, file).catch(likeUnknown);
  return { ...poster, filename: "poster.jpg" };
}

async function findShared(ctx: Ctx, token: string): Promise<SharedRow> {
  if (!ShareToken.safeParse(token).success) throw notFound("Link");
  const share = await ctx.db.shareLink.findFirst({
    where: {
      tokenHash: hashToken(token),
      revokedAt: null,
      expiresAt: { gt: ctx.clock.now() },
      file: { trashedAt: null, club: { sharingAllowed: true } },
    },
    include: INCLUDE,
  });
  if (!share) throw notFound("Link");
  return share;
}

/** A file that is gone must not tell more than a link that is. */
function likeUnknown(error: unknown): never {
  throw isAppError(error) && error.code === "not_found" ? notFound("Link") : error;
}

/** `Court 1 2026-03-01 18h30.mp4`, on the club's clock: a session's id tells more than people need. */
function filenameOf({ court, club, createdAt, path }: SharedRow["file"]): string {
  const moment = createdAt.toLocaleString("sv-SE", { timeZone: club.timezone, dateStyle: "short", timeStyle: "short" });
  return `${court?.name ?? club.name} ${moment.replace(":", "h")}.${path.split(".").at(-1)}`;
}
