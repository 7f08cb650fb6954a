import type { CleanupResult } from "@/lib/contracts/health";
import type { Ctx } from "../context";
import { emptyTrash } from "../files/empty-trash";
import { settleTrash } from "../files/trash";
import { cleanup } from "./cleanup";

/** `vigie` and the number of this lock among ours. */
const LOCK = [0x76696769, 1] as const;
const TIMEOUT_MS = 120_000;

/** The cleanup that runs by itself every 10 minutes, in one web program at a time. Null when another one is at it. */
export async function runScheduledCleanup(ctx: Ctx): Promise<CleanupResult | null> {
  return ctx.db.$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRaw<
        { taken: boolean }[]
      >`SELECT pg_try_advisory_xact_lock(${LOCK[0]}::int, ${LOCK[1]}::int) AS taken`;
      if (!lock?.taken) return null;
      await settleTrash(ctx);
      await emptyTrash(ctx);
      return cleanup(ctx);
    },
    { timeout: TIMEOUT_MS },
  );
}
