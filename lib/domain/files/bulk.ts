import { requirePermission } from "@/lib/auth/permissions";
import type { BulkAction, BulkFiles, BulkResult } from "@/lib/contracts/files";
import type { Permission } from "@/lib/contracts/permissions";
import { isAppError } from "@/lib/core/errors";
import type { Ctx } from "../context";
import { deleteFile } from "./delete";
import { protectFile } from "./protect";
import { restoreFile } from "./restore";

type Verb = { permission: Permission; run: (ctx: Ctx, id: string) => Promise<unknown> };
const VERBS: Record<BulkAction, Verb> = {
  protect: { permission: "file:protect", run: (ctx, id) => protectFile(ctx, id, { protected: true }) },
  unprotect: { permission: "file:protect", run: (ctx, id) => protectFile(ctx, id, { protected: false }) },
  delete: { permission: "file:delete", run: deleteFile },
  restore: { permission: "file:delete", run: restoreFile },
};

/**
 * Does the same to each of these files, one after the other, and says of every one what happened: what one refuses stops
 * none of the others. Throws `forbidden` when the role never does it.
 */
export async function changeFiles(ctx: Ctx, { ids, action }: BulkFiles): Promise<{ results: BulkResult[] }> {
  const { permission, run } = VERBS[action];
  requirePermission(ctx.actor, permission);
  const results: BulkResult[] = [];
  for (const id of new Set(ids)) results.push(await attempt(ctx, id, run));
  return { results };
}

async function attempt(ctx: Ctx, id: string, run: Verb["run"]): Promise<BulkResult> {
  try {
    await run(ctx, id);
    return { id, ok: true, error: null };
  } catch (error) {
    if (isAppError(error)) return { id, ok: false, error: { code: error.code, message: error.message } };
    ctx.log.error({ file_id: id, err: error }, "one of several files was not changed");
    return { id, ok: false, error: { code: "internal", message: "Something went wrong with this one. Try it again." } };
  }
}
