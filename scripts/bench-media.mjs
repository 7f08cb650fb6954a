#!/usr/bin/env node
// `npm run bench:media [-- part …]`: what it needs, the pages it asks through, then the measurements themselves.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { setup } from "./setup.mjs";

const ROOT = path.resolve(import.meta.dirname, "..");
await setup("test");
const { ensureBuild } = await import("./build.mjs");
await ensureBuild(console.log);
const args = ["--import", "tsx", path.join(ROOT, "bench/media/main.ts"), ...process.argv.slice(2)];
process.exit(spawnSync(process.execPath, args, { cwd: ROOT, stdio: "inherit" }).status ?? 1);
