import { readFileSync } from "node:fs";
import path from "node:path";
import type { Credentials } from "@/scripts/demo/credentials";
import type { ProgramName } from "@/scripts/demo/programs";
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
  return JSON.parse(readFileSync(path.join(stackFolder(), "credentials.json"), "utf8")) as Credentials;
}

/** Below it: `media`, `logs`. */
export function stackFolder(): string {
  const dir = process.env.VIGIE_DIR;
  if (!dir) throw new Error("no stack is running: start the stories with npm run e2e");
  return dir;
}

/** Kills a program of this run's stack at once, as a crash would; it is started again. */
export function kill9(name: ProgramName): void {
  process.kill(Number(readFileSync(path.join(stackFolder(), "run", `${name}.pid`), "utf8")), "SIGKILL");
}
