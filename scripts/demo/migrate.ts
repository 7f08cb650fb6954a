import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, "../..");
const PRISMA = path.join(ROOT, "node_modules/prisma/build/index.js");

/** Brings a database to the newest migration, as `npm run migrate` does. */
export async function migrate(databaseUrl: string): Promise<void> {
  await run(process.execPath, [PRISMA, "migrate", "deploy"], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
}
