import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { buildEdge } from "@/scripts/edge-build/build-edge.mjs";

const ROOT = path.resolve(import.meta.dirname, "../../..");

/**
 * The programs as they are installed, without a compiler that works at each start: hundreds of starts cost less, and Node 20
 * with tsx stands still before the first line of ours about once in a hundred starts on a busy machine.
 */
export async function buildPrograms() {
  mkdirSync(path.join(ROOT, ".tmp"), { recursive: true });
  // Below the project, where its packages are found.
  const folder = mkdtempSync(path.join(ROOT, ".tmp/faults-"));
  const web = path.join(folder, "web.mjs");
  await buildEdge(path.join(folder, "edge"));
  await build({
    entryPoints: [path.join(import.meta.dirname, "web-program.ts")],
    outfile: web,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20.19",
    packages: "external",
    logLevel: "warning",
  });
  return {
    edge: path.join(folder, "edge/main.js"),
    web,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}
