#!/usr/bin/env node
// `npm run check`: what can be seen without running anything. Seconds, no services.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { findViolations } from "./boundaries/find-violations.mjs";
import { selfTest } from "./boundaries/self-test.mjs";
import { findDeadPaths } from "./check/docs-paths.mjs";
import { findLongFiles } from "./check/long-files.mjs";

const ROOT = path.resolve(import.meta.dirname, "..");
const bin = (file) => path.join(ROOT, "node_modules", file);

/** The words of a failure; nothing when all is well. */
function run(args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  return status === 0 ? [] : [`${stdout}${stderr}`.trim()];
}

const CHECKS = {
  "format and lint": () => run([bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "--colors=off"]),
  types: () => run([bin("typescript/bin/tsc"), "--noEmit", "-p", "."]),
  "boundaries find planted violations": () => {
    selfTest();
    return [];
  },
  boundaries: () => findViolations(ROOT),
  "paths in the documentation": () => findDeadPaths(ROOT),
};

let failed = 0;
for (const [name, check] of Object.entries(CHECKS)) {
  const startedAt = performance.now();
  const problems = check();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${problems.length === 0 ? "ok  " : "FAIL"} ${name} (${seconds} s)`);
  for (const problem of problems) console.log(problem);
  if (problems.length > 0) failed++;
}
for (const { file, lines } of findLongFiles(ROOT)) console.log(`note: ${file} has ${lines} lines; is it one thing?`);
process.exit(failed > 0 ? 1 : 0);
