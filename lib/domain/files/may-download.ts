import type { Ctx } from "../context";
import { findSession } from "../sessions/find";
import { findFile, isSessionId, readFileRow } from "./find";

/** Whether the actor may (still) have this video, wherever its bytes are now. Throws like `locateDownload` when not. */
export async function requireDownload(ctx: Ctx, ref: string): Promise<void> {
  if (isSessionId(ref) && !(await readFileRow(ctx, ref))) await findSession(ctx, "file:download", ref, "Video");
  else await findFile(ctx, "file:download", ref);
}
