import { existsSync } from "node:fs";
import path from "node:path";

const HERE = import.meta.dirname;

/** In a build this folder lies beside main.js; in a checkout the build is in dist/edge. */
export const sourceFolder = (from) =>
  from ?? (existsSync(path.join(HERE, "../main.js")) ? path.join(HERE, "..") : path.join(HERE, "../../dist/edge"));

export const UNIT = "vigie-edge.service";
export const PROGRAM = "/opt/vigie-edge";
export const STATE = "/var/lib/vigie";
export const ENV_FILE = `${STATE}/edge.env`;
export const UNIT_FILE = `/etc/systemd/system/${UNIT}`;
export const USERS_FILE = "/etc/sysusers.d/vigie-edge.conf";

/** systemd makes the user from it, also on a card that is started for the first time. Lines of GPIO belong to `gpio`. */
export const USERS = `# The edge-worker of Vigie, see ${UNIT}.
u vigie - "Vigie edge-worker" ${STATE} /usr/sbin/nologin
m vigie gpio
`;
