import { existsSync } from "node:fs";
import path from "node:path";
import { sourceFolder } from "./places.mjs";

/** Why it cannot go on, in one sentence; null when it can. */
export function problemOf({ from, root, isDryRun }) {
  const [major, minor] = process.versions.node.split(".").map(Number);
  const isNew = major >= 23 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
  if (!isNew) return `Node ${process.versions.node} is too old: 20.19 or 22.12 is needed.`;
  if (/^\/(home|root)\//.test(process.execPath))
    return `Node at ${process.execPath} cannot be reached by a service: install it for the whole machine.`;
  const source = sourceFolder(from);
  if (!existsSync(path.join(source, "main.js")))
    return `There is no main.js in ${source}: run npm run build:edge, or name the folder with --from.`;
  if (root === null && !isDryRun && process.getuid() !== 0) return "Only root can install a service: run it with sudo.";
  if (root === null && !isDryRun && !existsSync("/run/systemd/system"))
    return "This machine does not run systemd: use deploy/compose.edge.yaml, or start main.js yourself.";
  return null;
}
