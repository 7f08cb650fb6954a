import { readFileSync } from "node:fs";
import path from "node:path";
import type { Credentials } from "@/scripts/demo/credentials";
import { startTestStack } from "./stack";

/** One stack for all stories; where it is stands in the environment, which Playwright hands to its workers. */
export default async function setUp(): Promise<() => Promise<void>> {
  const stack = await startTestStack();
  process.env.VIGIE_URL = stack.url;
  process.env.VIGIE_DIR = stack.dir;
  return () => stack.stop();
}

/** Who may log in to the stack of this run. */
export function readCredentials(): Credentials {
  const dir = process.env.VIGIE_DIR;
  if (!dir) throw new Error("no stack is running: start the stories with npm run e2e");
  return JSON.parse(readFileSync(path.join(dir, "credentials.json"), "utf8")) as Credentials;
}
