import type { TestDatabase } from "../postgres";
import { serveWorld } from "../served-world";
import { MATRIX } from "./areas/all";
import { createCallers } from "./callers";
import { loadHandlers } from "./handlers";
import { seedPassword } from "./password";
import { keepRows } from "./rows";
import type { Bench } from "./run";
import { createMatrixWorld } from "./world";

/** Everything a cell needs: two clubs, everybody who might call, the handlers and the rows to come back to. */
export async function createBench({ db, url }: TestDatabase): Promise<Bench & { stop(): Promise<void> }> {
  const world = await createMatrixWorld(db);
  await seedPassword(world);
  const callers = await createCallers(world);
  // A token notes its use once a minute; time stands still here.
  await db.apiToken.updateMany({ data: { lastUsedAt: world.clock.now() } });
  serveWorld(world.world, { context: (actor, requestId) => ({ ...world.context(actor), requestId }) });
  const rows = await keepRows(url);
  const handlers = await loadHandlers();
  return {
    ...{ world, callers, rows, handlers, matrix: MATRIX },
    async stop() {
      await rows.stop();
      world.world.remove();
    },
  };
}
