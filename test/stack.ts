import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePorts } from "@/scripts/demo/ports";
import { type Stack, type StackOptions, startStack } from "@/scripts/demo/stack";

export type TestStack = Stack & {
  dir: string;
  /** Kills a program at once, as a crash would; its supervisor starts it again. */
  kill9(name: keyof Stack["processes"]): Promise<void>;
};

const ROOT = path.resolve(import.meta.dirname, "..");
/** Made once per checkout: what the cameras see does not matter to a test. */
const FILMS = path.join(ROOT, ".tmp/films");

/**
 * The whole platform with its real programs in a folder of its own, on ports nobody else has. Needs the production build
 * (`npm test` makes it; else `npm run build`). `stop` removes the folder, unless VIGIE_KEEP is set.
 */
export async function startTestStack(options: Partial<StackOptions> = {}): Promise<TestStack> {
  const base = path.join(tmpdir(), "vigie-");
  const dir = options.dir ?? mkdtempSync(base);
  mkdirSync(FILMS, { recursive: true });
  const log = (line: string) => console.error(`[stack] ${line}`);
  // Stories log in all the time, and all of them from one address.
  const env = { RATE_LIMIT_LOGINS: "0", ...options.env };
  const stack = await startStack({ log, filmsDir: FILMS, ports: await freePorts(), ...options, env, dir }).catch(
    (error) => {
      console.error(`the programs' own words: ${path.join(dir, "logs")}`);
      throw error;
    },
  );
  return {
    ...stack,
    dir,
    kill9: async (name) => stack.processes[name]?.kill9(),
    async stop() {
      await stack.stop();
      if (!process.env.VIGIE_KEEP) rmSync(dir, { recursive: true, force: true });
    },
  };
}
