import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ENV_FILE, PROGRAM, STATE, sourceFolder, UNIT, UNIT_FILE, USERS, USERS_FILE } from "./places.mjs";

/** What is to be done, in order. Each says itself in words; what `isDone` is left alone. */
export function stepsFor({ from, root, enrolment, hasPackages }) {
  const source = sourceFolder(from);
  const at = (place) => path.join(root ?? "/", place);
  const program = at(PROGRAM);
  const unit = unitFor(readFileSync(path.join(source, UNIT), "utf8"));
  const isNewProgram = !isSame(source, program) || (hasPackages && !existsSync(path.join(program, "node_modules")));
  const isNewUnit = !holds(at(UNIT_FILE), unit);
  const file = (place, text) => ({
    says: `write ${place}`,
    isDone: () => holds(place, text),
    run: () => write(place, text),
  });
  const files = [
    file(at(USERS_FILE), USERS),
    {
      says: `put the edge-worker into ${program}${hasPackages ? " and compile its native packages there" : ""}`,
      isDone: () => !isNewProgram,
      run: () => replace(source, program, hasPackages),
    },
    file(at(UNIT_FILE), unit),
  ];
  if (root !== null)
    return [...files, { says: `the rest is done by ${PROGRAM}/install-edge, once that machine runs`, run: () => {} }];
  const isEnrolled = existsSync(ENV_FILE) || enrolment !== null;
  return [
    ...files,
    { says: "make the user vigie", isDone: hasUser, run: () => command("systemd-sysusers", [USERS_FILE]) },
    {
      says: `make ${STATE}, for vigie alone`,
      isDone: () => existsSync(STATE),
      run: () => command("install", ["-d", "-o", "vigie", "-g", "vigie", "-m", "0700", STATE]),
    },
    {
      says: "have systemd read its units again",
      isDone: () => !isNewUnit,
      run: () => command("systemctl", ["daemon-reload"]),
    },
    ...(enrolment ? [{ says: `enrol at ${enrolment.url}`, run: () => enroll(enrolment) }] : []),
    isEnrolled
      ? {
          says: `start ${UNIT}, now and at each boot`,
          isDone: () => !isNewProgram && !isNewUnit && !enrolment && isActive(),
          run() {
            command("systemctl", ["enable", UNIT]);
            command("systemctl", ["restart", UNIT]);
          },
        }
      : { says: "it is no device yet, so nothing is started: install-edge --enroll URL CODE", run: () => {} },
  ];
}

/** Node may stand somewhere else than Debian's. */
const unitFor = (text) => text.replace("ExecStart=/usr/bin/node ", `ExecStart=${process.execPath} `);

const holds = (file, text) => existsSync(file) && readFileSync(file, "utf8") === text;

function write(file, text) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text, { mode: 0o644 });
}

/** Whether every file of the build is there as it is; what was compiled beside them does not count. */
const isSame = (source, program) =>
  filesOf(source).every((name) => {
    const there = path.join(program, name);
    return existsSync(there) && readFileSync(there).equals(readFileSync(path.join(source, name)));
  });

const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)))
    .filter((name) => !name.startsWith("node_modules/"));

/** The new one is whole before it takes the place of the old one, which stays beside it. */
function replace(source, program, hasPackages) {
  const [next, last] = [`${program}.next`, `${program}.last`];
  rmSync(next, { recursive: true, force: true });
  for (const name of filesOf(source)) cpSync(path.join(source, name), path.join(next, name));
  if (hasPackages) command("npm", ["ci", "--omit=dev", "--no-audit", "--no-fund"], { cwd: next });
  rmSync(last, { recursive: true, force: true });
  if (existsSync(program)) renameSync(program, last);
  renameSync(next, program);
}

/** As the service will be: what it writes is vigie's. */
function enroll({ url, code, isForced }) {
  const places = [`EDGE_ENV_FILE=${ENV_FILE}`, `MEDIA_DIR=${STATE}/media`, `EDGE_DATA_DIR=${STATE}/data`];
  const force = isForced ? ["--force"] : [];
  const asVigie = ["--reuid", "vigie", "--regid", "vigie", "--init-groups", "--"];
  command("setpriv", [...asVigie, "env", ...places, process.execPath, `${PROGRAM}/enroll.js`, url, code, ...force], {
    cwd: STATE,
  });
}

const quietly = (name, args) => spawnSync(name, args, { stdio: "ignore" }).status === 0;
const hasUser = () => quietly("getent", ["passwd", "vigie"]);
const isActive = () => quietly("systemctl", ["is-active", "--quiet", UNIT]);

function command(name, args, options = {}) {
  const { status, error } = spawnSync(name, args, { stdio: "inherit", ...options });
  if (error) throw new Error(`${name} cannot be run: ${error.message}`);
  if (status !== 0)
    throw new Error(`${name} failed, see above; what was done before stays, and running this again goes on.`);
}
