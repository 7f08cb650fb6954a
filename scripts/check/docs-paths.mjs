import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** A first word that makes a text in backticks a path of this project. */
const ROOTS = [
  "app",
  "bench",
  "components",
  "deploy",
  "docs",
  "e2e",
  "edge-worker",
  "jobs",
  "lib",
  "prisma",
  "public",
  "scripts",
  "test",
];
/** `x.test.ts` stands for any. */
const FILE_AT_TOP = /^(?!x\.)\w[\w.-]*\.(ts|mjs|json|md|sh)$|^\.(env\.example|ci\/\w+)$/;

function* pages(root) {
  for (const name of ["README.md", "CHANGELOG.md"]) if (existsSync(path.join(root, name))) yield name;
  const docs = path.join(root, "docs");
  if (!existsSync(docs)) return;
  for (const name of readdirSync(docs, { recursive: true })) if (name.endsWith(".md")) yield path.join("docs", name);
}

/** Every path in backticks, and every relative link, of the documentation that leads nowhere: ["file:line: path", …]. */
export function findDeadPaths(root) {
  const dead = [];
  for (const page of pages(root)) {
    const lines = readFileSync(path.join(root, page), "utf8").split("\n");
    for (const [index, line] of lines.entries()) {
      const named = [...line.matchAll(/`([^`\s]+)`/g)].map((match) => match[1]).filter(isPath);
      const linked = [...line.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
        .map((match) => match[1])
        .filter((link) => !/^\w+:/.test(link));
      const fromHere = linked.map((link) => path.join(path.dirname(page), link));
      for (const target of [...named, ...fromHere])
        if (!existsSync(path.join(root, target))) dead.push(`${page}:${index + 1}: ${target} does not exist`);
    }
  }
  return dead;
}

function isPath(text) {
  if (/[<>*{}$|=:,]/.test(text)) return false;
  const [first, second] = text.split("/");
  return second !== undefined ? ROOTS.includes(first) : FILE_AT_TOP.test(text);
}
