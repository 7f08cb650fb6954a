// Builds the pages when their sources are not those of the last build; no dependency but Node itself.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { precompress } from "./precompress.mjs";

const ROOT = path.resolve(import.meta.dirname, "..");
const DIST = path.join(ROOT, process.env.NEXT_DIST_DIR || ".next");
const STAMP = path.join(DIST, "vigie-sources");
/** What the build reads. A folder that is not there yet simply adds nothing. */
const SOURCES = [
  ...["app", "components", "lib", "public", "prisma/schema.prisma", "middleware.ts", "instrumentation.ts"],
  ...["next.config.ts", "postcss.config.mjs", "tsconfig.json", "package-lock.json", "scripts/precompress.mjs"],
];
const IS_TEST = /\.(test|contract)\.tsx?$/;

function* filesBelow(relative) {
  const full = path.join(ROOT, relative);
  if (!existsSync(full)) return;
  if (!statSync(full).isDirectory()) {
    if (!IS_TEST.test(relative)) yield relative;
    return;
  }
  for (const name of readdirSync(full).sort()) yield* filesBelow(path.join(relative, name));
}

function hashSources() {
  const hash = createHash("sha256");
  for (const source of SOURCES)
    for (const file of filesBelow(source))
      hash
        .update(file)
        .update("\0")
        .update(readFileSync(path.join(ROOT, file)));
  return hash.digest("hex");
}

/** True when it had to build. Ends the process with the build's own exit code when that fails. */
export async function ensureBuild(log) {
  const wanted = hashSources();
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return false;
  log("building the pages");
  const startedAt = performance.now();
  const next = path.join(ROOT, "node_modules/next/dist/bin/next");
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const built = spawnSync(process.execPath, [next, "build"], { cwd: ROOT, env, encoding: "utf8", maxBuffer: 64 << 20 });
  if (built.status !== 0) {
    console.error(`${built.stdout ?? ""}${built.stderr ?? built.error}`);
    process.exit(built.status ?? 1);
  }
  await precompress(DIST);
  writeFileSync(STAMP, wanted);
  log(`built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return true;
}
