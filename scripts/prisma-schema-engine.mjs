#!/usr/bin/env node
// Drop-in replacement for Prisma's native `schema-engine` binary (which npm does
// not ship): speaks the same newline-delimited JSON-RPC on stdio, but runs the
// WebAssembly build of the engine from npm over @prisma/adapter-pg.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { createInterface } from "node:readline";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as bg from "@prisma/schema-engine-wasm/schema_engine_bg";

const req = createRequire(import.meta.url);
const pg = createRequire(req.resolve("@prisma/adapter-pg"))("pg"); // the adapter's own copy

const argv = process.argv.slice(2);
const models = [];
let datasource;
let cli;
for (let i = 0; i < argv.length; i++) {
  if (argv[i] === "--datamodels") models.push(argv[++i]);
  else if (argv[i] === "--datasource") datasource = JSON.parse(argv[++i]);
  else if (argv[i] === "--enabled-preview-features" || argv[i] === "--extension-types") i++;
  else if (argv[i] === "cli") cli = argv[++i];
  else if (argv[i] === "--version" || argv[i] === "-V") {
    console.log(`schema-engine-cli wasm-${req("prisma/package.json").version}`);
    process.exit(0);
  }
}
const url = datasource?.url ?? "postgresql://127.0.0.1:1/none";
const dbUrl = (database) => {
  const u = new URL(url);
  u.pathname = `/${encodeURIComponent(database)}`;
  return u.href;
};
const sql = async (connectionString, text) => {
  const c = new pg.Client({ connectionString });
  await c.connect();
  try {
    await c.query(text);
  } finally {
    await c.end();
  }
};

// ---- `schema-engine cli can-connect-to-database | create-database` ----------
if (cli) {
  const codes = { "3D000": "P1003", "28P01": "P1000", 28000: "P1010" };
  try {
    const name = decodeURIComponent(new URL(url).pathname.slice(1)) || "postgres";
    if (cli === "create-database") await sql(dbUrl("postgres"), `CREATE DATABASE "${name.replaceAll('"', '""')}"`);
    else await sql(url, "SELECT 1");
    process.exit(0);
  } catch (e) {
    process.stderr.write(
      `\n${JSON.stringify({ level: "ERROR", target: "schema_engine::logger", fields: { is_panic: false, error_code: codes[e.code] ?? "P1001", message: e.message || String(e.code ?? e) } })}\n`,
    );
    process.exit(1);
  }
}

// ---- adapter: three gaps of adapter-pg 7.10 that only the schema engine meets --
// (1) OID 18, the internal "char" type the catalog queries return, is unmapped;
// (2) executeScript() splits the SQL on every ';' (breaks $$ bodies, not atomic);
// (3) connectToShadowDb() ignores its database name when given a connectionString
//     (it would replay migrations on the REAL database) and drops it while open.
let charCols = [];
const addFields = pg.Result.prototype.addFields;
pg.Result.prototype.addFields = function (fields) {
  charCols = [];
  fields.forEach((f, i) => {
    if (f.dataTypeID === 18) {
      charCols.push(i);
      f.dataTypeID = 1042;
    }
  });
  return addFields.call(this, fields);
};
const fix = (queryable) => {
  const queryRaw = queryable.queryRaw.bind(queryable);
  queryable.queryRaw = async (q) => {
    const res = await queryRaw(q);
    for (const i of charCols) res.columnTypes[i] = ColumnTypeEnum.Character;
    return res;
  };
  if (queryable.startTransaction) {
    const start = queryable.startTransaction.bind(queryable);
    queryable.startTransaction = async (level) => fix(await start(level));
  }
  return queryable;
};
const opened = new Set();
const open = async (connectionString) => {
  const pool = new pg.Pool({ connectionString, max: 1 });
  const conn = fix(await new PrismaPg(pool, { disposeExternalPool: true }).connect());
  const dispose = conn.dispose.bind(conn);
  let done;
  conn.dispose = () => (opened.delete(conn), (done ??= dispose()));
  opened.add(conn);
  conn.executeScript = async (script) => {
    try {
      await pool.query(script);
    } catch (e) {
      throw Object.assign(new Error(e.message), {
        cause: {
          kind: "postgres",
          code: e.code ?? "N/A",
          severity: e.severity ?? "ERROR",
          message: e.message,
          detail: e.detail,
          column: e.column,
          hint: e.hint,
        },
        name: "DriverAdapterError",
      });
    }
  };
  return conn;
};
const openShadow = async () => {
  const name = `prisma_migrate_shadow_db_${randomUUID()}`;
  const fixed = datasource?.shadowDatabaseUrl;
  if (!fixed) await sql(dbUrl("postgres"), `CREATE DATABASE "${name}"`);
  else await sql(fixed, "DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public");
  const conn = await open(fixed ?? dbUrl(name));
  const dispose = conn.dispose.bind(conn);
  let done;
  conn.dispose = () =>
    (done ??= (async () => {
      opened.delete(conn);
      await dispose();
      if (!fixed) await sql(dbUrl("postgres"), `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    })());
  opened.add(conn);
  return conn;
};
const bind = (connect) =>
  bindMigrationAwareSqlAdapterFactory({
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect,
    connectToShadowDb: openShadow,
  });

// ---- instantiate the wasm by hand (Node has no stable `import '*.wasm'`) ----
const panics = (globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  message: "",
  set_message(m) {
    this.message = m;
  },
  get() {
    return this.message;
  },
});
const wasmPath = path.join(path.dirname(req.resolve("@prisma/schema-engine-wasm")), "schema_engine_bg.wasm");
const inst = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(wasmPath)), { "./schema_engine_bg.js": bg });
bg.__wbg_set_wasm(inst.exports);
inst.exports.__wbindgen_start();

const newEngine = (connect) =>
  bg.SchemaEngine.new(
    { datamodels: models.length ? models.map((m) => [m, readFileSync(m, "utf8")]) : undefined },
    (log) => process.env.DEBUG && process.stderr.write(`${log}\n`),
    bind(connect),
  );
const send = (m) =>
  process.stdout.write(
    `${JSON.stringify({ jsonrpc: "2.0", ...m }, (_, v) => (v instanceof Map ? Object.fromEntries(v) : typeof v === "bigint" ? Number(v) : v))}\n`,
  );
const fail = (id, err, isPanic = false) => {
  const text = (isPanic && panics.get()) || err?.message || String(err);
  const code = err?.code ?? /\b(P[13]\d{3})\b/.exec(text)?.[1];
  send({
    id,
    error: {
      code: 4466,
      message: "An error happened. Check the data field for details.",
      data: { is_panic: isPanic, message: text.replace(/^P[13]\d{3}:?\s*/, ""), error_code: code, meta: {} },
    },
  });
};

let current;
async function handle(line) {
  if (!line.trim()) return;
  const { id, method, params } = JSON.parse(line);
  if (!method) return; // an answer to one of our `print` requests
  current = id;
  try {
    // `migrate diff --from-migrations` replays on the engine's main connection:
    // hand it a throw-away database
    const replay = method === "diff" && [params.from?.tag, params.to?.tag].includes("migrations");
    const engine = await newEngine(replay ? openShadow : () => open(url));
    const fn = method === "getDatabaseVersion" ? "version" : method;
    if (typeof engine[fn] !== "function") throw new Error(`the wasm schema engine has no method "${method}"`);
    // these two only read the migration-schema cache, which devDiagnostic fills
    if (fn === "evaluateDataLoss" || fn === "createMigration")
      await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
    const result = (await engine[fn](params)) ?? {};
    if (method === "diff" && result.stdout) send({ id: 1e6 + id, method: "print", params: { content: result.stdout } });
    send({ id, result });
  } catch (err) {
    fail(id, err, err?.name === "RuntimeError");
  } finally {
    for (const s of [...opened]) await s.dispose().catch(() => {});
  }
}
process.on("uncaughtException", async (err) => {
  // a wasm panic surfaces here
  fail(current, err, true);
  for (const s of [...opened]) await s.dispose().catch(() => {});
  process.exit(101);
});
process.on("SIGTERM", () => {}); // the CLI sends it right after closing stdin: finish cleaning up first
let chain = Promise.resolve();
const rl = createInterface({ input: process.stdin });
rl.on("line", (l) => {
  chain = chain.then(() => handle(l));
});
rl.on("close", () => chain.finally(() => process.exit(0)));
