import { afterAll, beforeAll, beforeEach } from "vitest";
import { createWorld, type World } from "./domain-world";
import { startTestDatabase, type TestDatabase } from "./postgres";

/** For a whole file of tests: one database, and before each test a world of its own in it, which `prepare` is given. */
export function eachWorld(prepare: (world: World) => Promise<void> | void): void {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await startTestDatabase();
  });
  afterAll(() => database.stop());
  beforeEach(async () => {
    const world = await createWorld(database.db);
    await prepare(world);
    return world.remove;
  });
}
