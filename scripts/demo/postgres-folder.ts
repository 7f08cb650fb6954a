import { statSync } from "node:fs";
import path from "node:path";

/**
 * Where Postgres keeps its data. It never runs as root but as a user of its own, who cannot walk into a folder below
 * /root, for example: then the data lies in /var/lib/vigie, under the installation's id, so that removing DEMO_DIR still
 * begins anew.
 */
export function postgresFolder(dir: string, id: string): string {
  const isRoot = process.getuid?.() === 0;
  return !isRoot || isOpenToOthers(dir) ? path.join(dir, "postgres") : path.join("/var/lib/vigie", id);
}

function isOpenToOthers(folder: string): boolean {
  for (let at = folder; ; at = path.dirname(at)) {
    if (!(statSync(at).mode & 0o001)) return false;
    if (at === path.dirname(at)) return true;
  }
}
