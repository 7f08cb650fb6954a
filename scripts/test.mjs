#!/usr/bin/env node
// `npm test`: every stage in order, the first failure ends it.      node scripts/test.mjs [stage …]
// What is broken on purpose: one folder of e2e/faults, or all.      node scripts/test.mjs faults|soak [folder …]
// Without dependencies: on a fresh clone it installs what is missing first.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setup } from "./setup.mjs";

const ROOT = path.resolve(import.meta.dirname, "..");
const FAULTS = path.join(ROOT, "e2e/faults");
const REPORTS = path.join(ROOT, ".tmp/reports");
const bin = (file) => path.join(ROOT, "node_modules", file);
const report = (stage) => path.join(REPORTS, `${stage}.json`);
const vitest = (project, files = ["--passWithNoTests"]) => ({
  args: [
    bin("vitest/vitest.mjs"),
    "run",
    "--project",
    project,
    ...files,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report(project)}`,
  ],
  count: countVitest,
});
const SOAK_MINUTES = Number(process.env.SOAK_MINUTES || 60);
const stories = (stage, which, env) => ({
  args: [bin("@playwright/test/cli.js"), "test", ...which],
  env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report(stage), ...env },
  count: countPlaywright,
});
const program = (file) => ["--import", "tsx", path.join(ROOT, file)];

const [first, ...rest] = process.argv.slice(2);
const isFaults = first === "faults" || first === "soak";
const folders = isFaults ? rest : [];
const asked = isFaults ? [first] : process.argv.slice(2);

/** What each stage runs; `count` reads the runner's own report. */
const STAGES = {
  check: { args: [path.join(ROOT, "scripts/check.mjs")] },
  unit: vitest("unit"),
  int: vitest("int"),
  build: { run: build },
  e2e: stories("e2e", ["--grep-invert", "@long"], {}),
  // A minute of every kind of source instead of ten seconds; every page in both themes at both sizes; what takes its time.
  long: stories("long", ["--grep", "@long"], { RECORD_SECONDS: "60" }),
  smoke: { args: program("scripts/smoke/main.ts"), env: { SMOKE_REPORT: report("smoke") }, count: read },
  bench: { args: program("bench/main.ts") },
  faults: vitest("faults", folders.length > 0 ? folders.map((name) => `e2e/faults/${name}/`) : ["e2e/faults/"]),
  soak: { run: soak },
};
const EVERYDAY = ["check", "unit", "build", "int", "e2e", "smoke"];
/** These start the built application. */
const NEEDS_BUILD = new Set(["int", "e2e", "smoke", "bench", "long", "faults", "soak"]);
/** The faults of devices meet web without its pages. */
const needsBuild = (stage) =>
  NEEDS_BUILD.has(stage) && !(isFaults && folders.length > 0 && folders.every((name) => name === "edge"));

async function build() {
  const { ensureBuild } = await import("./build.mjs");
  if (!(await ensureBuild(console.log))) console.log("the last build is of these sources");
  const { buildEdge } = await import("./edge-build/build-edge.mjs");
  await buildEdge(path.join(ROOT, "dist/edge"));
  // For the stages after it (test/built.ts).
  process.env.VIGIE_BUILT = "1";
  return 0;
}

/**
 * A folder's own long runs. Where it has none, its faults again and again, each time with another seed, until the time is
 * over or something was lost.
 */
async function soak() {
  const own = folders.filter((name) => readdirSync(path.join(FAULTS, name)).some((file) => file.endsWith(".soak.ts")));
  if (folders.length > 0 && own.length === folders.length) {
    const { args } = vitest(
      "soak",
      own.map((name) => `e2e/faults/${name}/`),
    );
    return spawnSync(process.execPath, args, { cwd: ROOT, stdio: "inherit" }).status ?? 1;
  }
  const endMs = performance.now() + SOAK_MINUTES * 60_000;
  for (let times = 1; performance.now() < endMs; times++) {
    const { code } = await runStage("faults");
    console.log(
      `── soak: ${times} times, ${Math.max(0, (endMs - performance.now()) / 60_000).toFixed(0)} minutes left`,
    );
    if (code !== 0) return code;
  }
  return 0;
}

function read(stage) {
  return existsSync(report(stage)) ? JSON.parse(readFileSync(report(stage), "utf8")) : null;
}
function countVitest(stage) {
  const found = read(stage);
  return found && { passed: found.numPassedTests, failed: found.numFailedTests, skipped: found.numPendingTests };
}
function countPlaywright(stage) {
  const stats = read(stage)?.stats;
  return stats && { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}

async function runStage(name) {
  const { args, env, run, count } = STAGES[name];
  console.log(`\n━━ ${name} ${"━".repeat(Math.max(2, 70 - name.length))}`);
  const startedAt = performance.now();
  rmSync(report(name), { force: true });
  const code = run
    ? await run()
    : spawnSync(process.execPath, args, { cwd: ROOT, stdio: "inherit", env: { ...process.env, ...env } }).status;
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(`── ${name}: ${code === 0 ? "passed" : "FAILED"} in ${seconds.toFixed(1)} s`);
  return { name, code: code ?? 1, seconds, counts: count?.(name) ?? null };
}

function sayTotals(results) {
  const times = results.map(({ name, seconds }) => `${name} ${seconds.toFixed(1)} s`);
  const total = results.reduce((sum, { seconds }) => sum + seconds, 0);
  console.log(`\n${times.join(" · ")} · together ${total.toFixed(1)} s`);
  const counts = results.map(({ counts }) => counts).filter(Boolean);
  const sum = (key) => counts.reduce((all, one) => all + (one[key] ?? 0), 0);
  const skipped = sum("skipped") > 0 ? `, ${sum("skipped")} skipped` : "";
  if (counts.length > 0) console.log(`${sum("passed")} passed, ${sum("failed")} failed${skipped}`);
}

const unknown = asked.find((name) => !(name in STAGES));
const missing = folders.find((name) => !existsSync(path.join(FAULTS, name)));
if (unknown || missing) {
  if (unknown) console.error(`There is no stage "${unknown}". Stages: ${Object.keys(STAGES).join(", ")}`);
  else console.error(`There is no folder "${missing}" in e2e/faults.`);
  process.exit(2);
}
const startedAt = performance.now();
await setup("test");
console.log(`set-up took ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
mkdirSync(REPORTS, { recursive: true });
const wanted = asked.length === 0 ? EVERYDAY : asked;
const stages = wanted.some(needsBuild) && !wanted.includes("build") ? ["build", ...wanted] : wanted;
const results = [];
for (const stage of stages) {
  results.push(await runStage(stage));
  if (results.at(-1).code !== 0) break;
}
sayTotals(results);
process.exit(results.at(-1).code);
