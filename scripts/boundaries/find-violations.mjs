import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { environmentReads, importsOf } from "./imports.mjs";
import { MAY_IMPORT, MAY_IMPORT_TYPES, MUST_NOT_USE, NEVER_SHIPPED, READS_ENVIRONMENT, ROOMS } from "./rules.mjs";

const SKIPPED = new Set([
  "node_modules",
  ".git",
  ".next",
  "dist",
  ".demo",
  ".tmp",
  "generated",
  "docs",
  "public",
  "deploy",
]);
const SUFFIXES = ["", ".ts", ".tsx", "/index.ts", "/index.tsx"];

/** Every arrow that points where it must not, in the tree below `root`: ["file:line: what and why", …]. */
export function findViolations(root) {
  const violations = [];
  for (const file of sourcesBelow(root)) {
    const text = readFileSync(path.join(root, file), "utf8");
    const room = roomOf(file);
    if (!room) {
      violations.push(`${file}: belongs to no room; say who may import it in scripts/boundaries/rules.mjs`);
      continue;
    }
    if (!READS_ENVIRONMENT.has(room))
      for (const line of environmentReads(text))
        violations.push(`${file}:${line}: reads process.env; only lib/config does`);
    if (NEVER_SHIPPED.has(room)) continue;
    for (const found of importsOf(text)) {
      const problem = problemOf(root, file, room, found);
      if (problem) violations.push(`${file}:${found.line}: ${problem}`);
    }
  }
  return violations;
}

export const roomOf = (file) =>
  ROOMS.find(([, where]) => (where instanceof RegExp ? where.test(file) : file.startsWith(where)))?.[0];

function problemOf(root, file, room, { from, typeOnly }) {
  const target = resolve(root, file, from);
  if (target === null) return packageProblem(room, from);
  if (target.endsWith(".json")) return null; // data, which imports nothing
  const other = roomOf(target);
  if (!other) return `imports ${target}, which belongs to no room`;
  if (other === room) return null;
  if (NEVER_SHIPPED.has(other)) return `imports ${target}, which is never shipped`;
  if (MAY_IMPORT[room]?.includes(other)) return null;
  if (MAY_IMPORT_TYPES[room]?.includes(other))
    return typeOnly ? null : `imports a value of ${other} (${target}); ${room} may know its types only`;
  return `${room} must not import ${other} (${target})`;
}

function packageProblem(room, from) {
  const denied = MUST_NOT_USE[room]?.find((name) =>
    name.endsWith(":") ? from.startsWith(name) : from === name || from.startsWith(`${name}/`),
  );
  return denied ? `${room} must not use ${from}` : null;
}

/** The file an import means, below `root`; null for a package. */
function resolve(root, file, from) {
  const isOurs = from.startsWith("@/") || from.startsWith(".");
  if (!isOurs) return null;
  const target = from.startsWith("@/") ? from.slice(2) : path.join(path.dirname(file), from);
  const found = SUFFIXES.find((suffix) => isFile(path.join(root, target + suffix)));
  return path.normalize(target + (found ?? ""));
}

const isFile = (full) => existsSync(full) && statSync(full).isFile();

function* sourcesBelow(root, folder = "") {
  for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
    const relative = path.join(folder, entry.name);
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) yield* sourcesBelow(root, relative);
    else if (entry.isFile() && /\.(ts|tsx|mts)$/.test(entry.name) && !entry.name.endsWith(".d.ts")) yield relative;
  }
}
