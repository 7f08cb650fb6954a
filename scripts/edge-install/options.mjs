import path from "node:path";
import { parseArgs } from "node:util";

export const USAGE = `Usage: install-edge [--from FOLDER] [--enroll URL CODE [--force]] [--dry-run] [--root FOLDER] [--without-packages]
Makes this machine a device: the user vigie, /opt/vigie-edge, /var/lib/vigie, the service vigie-edge.
  --from FOLDER       what npm run build:edge made; the folder install-edge stands in, or dist/edge of a checkout
  --enroll URL CODE   the address of web and the code that the device's page shows: makes it that device, and starts it
  --force             with --enroll, on a machine that is a device already: what waits in its database stays
  --dry-run           only says what would be done
  --root FOLDER       puts the files below FOLDER, a mounted card for instance; nothing is compiled, made or started
  --without-packages  does not compile the native packages
It may be run again: what is there already stays, a newer build replaces the older one and is started.`;

/** Throws with a sentence for whoever typed it. */
export function readOptions(args) {
  const flag = { type: "boolean", default: false };
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...{ from: { type: "string" }, root: { type: "string" }, enroll: flag, force: flag },
      ...{ "dry-run": flag, "without-packages": flag, help: flag },
    },
  });
  const [url, code, ...more] = positionals;
  if (values.enroll ? !url || !code || more.length > 0 : positionals.length > 0)
    throw new Error(`What is meant?\n${USAGE}`);
  const root = values.root === undefined ? null : path.resolve(values.root);
  if (root !== null && values.enroll) throw new Error("--enroll makes the running machine a device: leave --root out.");
  return {
    from: values.from === undefined ? null : path.resolve(values.from),
    root,
    enrolment: values.enroll ? { url, code, isForced: values.force } : null,
    isDryRun: values["dry-run"],
    hasPackages: !values["without-packages"] && root === null,
    isHelp: values.help,
  };
}
