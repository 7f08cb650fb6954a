import { existsSync } from "node:fs";
import path from "node:path";
import { assertPortsFree, readPorts } from "./ports";
import { type Stack, startStack } from "./stack";
import { StartProblem } from "./start-problem";

// The whole platform on this machine, for somebody who wants to see it: scripts/demo.mjs starts this file.
const say = (line: string) => console.error(`[demo] ${line}`);
const dir = path.resolve(process.env.DEMO_DIR || ".demo");
const leaving = new AbortController();

async function start(): Promise<Stack> {
  const startedAt = performance.now();
  const ports = readPorts(process.env);
  await assertPortsFree(ports);
  const stack = await startStack({ dir, ports, hasPi: true, log: say, signal: leaving.signal });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  say(`up in ${seconds} s; who may log in is written in ${path.join(dir, "credentials.json")}`);
  return stack;
}

async function leave(): Promise<void> {
  if (leaving.signal.aborted) return; // a second Ctrl-C changes nothing: every part has its deadline
  leaving.abort();
  say("stopping");
  await running.then((stack) => stack.stop()).catch(() => {});
  say("stopped");
  process.exit(0);
}

const running = start();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void leave());
running.then(
  ({ url }) => console.log(`ready ${url}`),
  (error: unknown) => {
    if (leaving.signal.aborted) return;
    console.error(error instanceof StartProblem ? error.message : error);
    if (existsSync(path.join(dir, "logs"))) say(`the programs' own words are in ${path.join(dir, "logs")}`);
    process.exit(1);
  },
);
