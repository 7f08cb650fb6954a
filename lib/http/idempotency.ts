import { createHash } from "node:crypto";
import { AppError } from "@/lib/core/errors";
import type { Prisma } from "@/lib/db/generated/client";
import type { Ctx } from "@/lib/domain/context";

/** A repeated request this old is a new one. */
const KEPT_MS = 24 * 3_600_000;
/** Longer than any route works: a first request this old and still unfinished died with its process. */
const ABANDONED_MS = 60_000;

type Asked = { request: Request; operation: string; asked: unknown };
type Place = { userId: number; operation: string; key: string };

/**
 * Runs `work` once per Idempotency-Key: a repeat gets the first answer again. Throws `unprocessable` when the key came
 * with another request, `conflict` while the first is at work. Only success is remembered: what was refused or failed
 * changed nothing, and the same request may succeed later.
 */
export async function answerOnce(
  ctx: Ctx,
  { request, operation, asked }: Asked,
  work: () => Promise<Response>,
): Promise<Response> {
  const key = request.headers.get("idempotency-key");
  if (key === null || ctx.actor.kind !== "user") return work();
  if (!/^[\x21-\x7e]{1,200}$/.test(key))
    throw new AppError("unprocessable", "An Idempotency-Key has 1 to 200 visible ASCII characters.");
  const place = { userId: ctx.actor.id, operation, key };
  const requestHash = createHash("sha256").update(JSON.stringify(asked)).digest("hex");
  const earlier = await claim(ctx, place, requestHash);
  if (earlier) return earlier;
  return remember(ctx, place, work);
}

/** Null when the key is ours to work on, else the answer that was given to it. */
async function claim(ctx: Ctx, place: Place, requestHash: string): Promise<Response | null> {
  const { db, clock } = ctx;
  const now = clock.now();
  const before = (ms: number) => new Date(now.getTime() - ms);
  const fresh = { requestHash, createdAt: now };
  const { count } = await db.idempotencyKey.createMany({ data: [{ ...place, ...fresh }], skipDuplicates: true });
  if (count === 1) return null;
  const taken = await db.idempotencyKey.updateMany({
    where: {
      ...place,
      OR: [
        { createdAt: { lt: before(KEPT_MS) } },
        { requestHash, status: null, createdAt: { lt: before(ABANDONED_MS) } },
      ],
    },
    data: { ...fresh, status: null },
  });
  if (taken.count === 1) return null;
  const first = await db.idempotencyKey.findUnique({ where: { userId_operation_key: place } });
  if (first && first.requestHash !== requestHash)
    throw new AppError("unprocessable", "This Idempotency-Key was used for another request. Take a new one.");
  if (!first || first.status === null)
    throw new AppError("conflict", "The same request is still being worked on. Ask again in a moment.", {
      retryAfterSeconds: 1,
    });
  return Response.json(first.body, { status: first.status, headers: { "idempotency-replayed": "true" } });
}

async function remember(ctx: Ctx, place: Place, work: () => Promise<Response>): Promise<Response> {
  const key = { where: { userId_operation_key: place } };
  const forget = () =>
    ctx.db.idempotencyKey.delete(key).catch((err: unknown) => ctx.log.warn({ err }, "an idempotency key stays taken"));
  const response = await work().catch(async (error: unknown) => {
    await forget();
    throw error;
  });
  if (!response.ok) await forget();
  else {
    const body: Prisma.InputJsonValue = await response.clone().json();
    await ctx.db.idempotencyKey.update({ ...key, data: { status: response.status, body } });
  }
  return response;
}
