import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The licences of all packages of which something is among `inputs`, files relative to `root`: they ask to go along. */
export function licencesOf(inputs, root) {
  const folders = new Set(inputs.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]).filter(Boolean));
  return [...folders]
    .sort()
    .map((folder) => licenceOf(path.join(root, folder)))
    .join("\n");
}

function licenceOf(folder) {
  const manifest = path.join(folder, "package.json");
  const { name, version, license } = JSON.parse(readFileSync(manifest, "utf8"));
  const file = existsSync(folder) && readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(path.join(folder, file), "utf8").trim() : `${license ?? "see its repository"}`;
  return `── ${name} ${version}\n\n${text}\n`;
}
