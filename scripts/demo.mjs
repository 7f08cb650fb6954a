#!/usr/bin/env node
// `npm run demo`: installs what is missing, builds what changed, then hands over to scripts/demo/main.ts. No dependencies:
// on a fresh clone there are none yet.
import { spawn } from "node:child_process";
import path from "node:path";
import { setup } from "./setup.mjs";

const ROOT = path.resolve(import.meta.dirname, "..");
await setup("demo");
const { ensureBuild } = await import("./build.mjs");
await ensureBuild((line) => console.error(`[demo] ${line}`));

const scripts = path.join(ROOT, "scripts/demo");
const preload = path.join(scripts, "die-with-parent.mjs");
const demo = spawn(process.execPath, ["--import", preload, "--import", "tsx", path.join(scripts, "main.ts")], {
  cwd: ROOT,
  env: { ...process.env, VIGIE_SUPERVISOR: String(process.pid) },
  stdio: ["inherit", "inherit", "inherit", "pipe"],
});
// The terminal's Ctrl-C reaches both of us; what is sent to this process alone is handed on. It ends when the demo does.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => demo.kill(signal));
demo.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
