import { afterAll, beforeAll, expect, test } from "vitest";
import { runPrisma, startEmptyDatabase } from "@/test/postgres";

let database: Awaited<ReturnType<typeof startEmptyDatabase>>;
beforeAll(async () => {
  database = await startEmptyDatabase();
});
afterAll(() => database.stop());

test("apply to an empty database, once", async () => {
  expect(await runPrisma(database.url, "migrate", "deploy")).toContain("successfully applied");
  expect(await runPrisma(database.url, "migrate", "deploy")).toContain("No pending migrations");
  expect(await runPrisma(database.url, "migrate", "status")).toContain("Database schema is up to date");
});

test("say the same as the schema, from the database and from nothing", async () => {
  const target = ["--to-schema", "prisma/schema.prisma", "--exit-code"];
  expect(await runPrisma(database.url, "migrate", "diff", "--from-config-datasource", ...target)).toContain(
    "No difference detected",
  );
  expect(
    await runPrisma(database.url, "migrate", "diff", "--from-migrations", "prisma/migrations", ...target),
  ).toContain("No difference detected");
});
