import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

const LONGEST = 250;
/** A table of data is read by looking up, not from top to bottom. */
const TABLES = /^lib\/(contracts\/|i18n\/messages\/)/;

/** Files so long that they are probably two things. */
export function findLongFiles(root) {
  const tracked = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "--", "*.ts", "*.tsx", "*.mjs"], {
    cwd: root,
  });
  return tracked
    .toString()
    .split("\n")
    .filter((file) => file && !TABLES.test(file))
    .map((file) => ({ file, lines: countLines(path.join(root, file)) }))
    .filter(({ lines }) => lines > LONGEST);
}

function countLines(file) {
  try {
    return readFileSync(file, "utf8").split("\n").length - 1;
  } catch {
    return 0; // removed, and not yet committed
  }
}
