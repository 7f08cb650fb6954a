import { notFound } from "@/lib/auth/permissions";
import { AppError } from "@/lib/core/errors";
import type { Ctx } from "@/lib/domain/context";
import { findWanted, type WantedUpload } from "@/lib/domain/uploads/find-wanted";
import type { Runtime } from "@/lib/server/runtime";
import { cutStreamWhenRefused } from "../cut-when-refused";
import { isStillAllowed } from "../still-allowed";
import { adoptLeftover, settleUpload } from "./settle-upload";
import { tusAnswer } from "./tus-answer";

type Asked = { id: string; request: Request };

/** How much is here; all of it once the file is in the library. What lacks only its last step gets it first. */
export async function readUpload(ctx: Ctx, { uploads }: Runtime, { id, request }: Asked): Promise<Response> {
  const wanted = await findWanted(ctx, id);
  if (wanted.bytesHere !== null) return complete(wanted.bytesHere);
  const stored = await uploads.find(id);
  if (!stored && (await adoptLeftover(ctx, wanted))) return complete(Number(wanted.file.bytes));
  if (!stored) throw notFound("Upload");
  if (stored.offset < stored.bytes) return tusAnswer(await uploads.handle(request), ctx.requestId);
  await settleUpload(ctx, uploads, wanted, stored);
  return complete(stored.bytes);
}

const complete = (bytes: number): Response =>
  new Response(null, {
    headers: {
      ...{ "tus-resumable": "1.0.0", "cache-control": "no-store" },
      ...{ "upload-offset": String(bytes), "upload-length": String(bytes) },
    },
  });

/**
 * Takes more bytes, as long as the device may send them; with the last one the file is in the library. Throws
 * `unprocessable` when it is not the file that was announced, `not_found` and `conflict` as tus does.
 */
export async function continueUpload(ctx: Ctx, { uploads }: Runtime, { id, request }: Asked): Promise<Response> {
  const wanted = await findWanted(ctx, id);
  if (wanted.bytesHere !== null) throw new AppError("conflict", "This file is here already.");
  if (!(await uploads.find(id))) throw notFound("Upload");
  const answer = await uploads.handle(watched(ctx, request, wanted));
  if (answer.status !== 204) return tusAnswer(answer, ctx.requestId);
  const stored = await uploads.find(id);
  if (stored && stored.offset === stored.bytes) await settleUpload(ctx, uploads, wanted, stored);
  return tusAnswer(answer, ctx.requestId);
}

/** A token that is revoked while it sends loses the connection, like every other stream. */
function watched(ctx: Ctx, request: Request, { id }: WantedUpload): Request {
  const stillAllowed = () => isStillAllowed(ctx, request, (asker) => findWanted(asker, id));
  const body = request.body && cutStreamWhenRefused(request.body, { isStillAllowed: stillAllowed, clock: ctx.clock });
  const { method, headers, signal } = request;
  return new Request(request.url, { method, headers, signal, body, duplex: "half" } as RequestInit);
}

/** Drops what was sent of it. */
export async function forgetUpload(ctx: Ctx, { uploads }: Runtime, { id }: Asked): Promise<Response> {
  await findWanted(ctx, id);
  if (!(await uploads.find(id))) throw notFound("Upload");
  await uploads.forget(id);
  return new Response(null, { status: 204, headers: { "tus-resumable": "1.0.0" } });
}
