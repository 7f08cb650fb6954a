#!/usr/bin/env node
// Stands in for Prisma's native `schema-engine`, which npm does not carry and which its CLI would download: the same
// command line and the same newline-delimited JSON-RPC on stdio, over the WebAssembly build of the engine.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import {
  bindConnections,
  connectTo,
  connectToShadow,
  disposeAll,
  quoteName,
  runSql,
  withDatabase,
} from "./schema-engine/connections.mjs";
import { createEngine, panicMessage } from "./schema-engine/wasm.mjs";

const require = createRequire(import.meta.url);
const NOWHERE = { url: "postgresql://127.0.0.1:1/none" };
/** Answers of Postgres in the words of the native engine. */
const CLI_CODES = { "3D000": "P1003", "28P01": "P1000", 28000: "P1010" };

const { schemas, datasource, command } = parseArguments(process.argv.slice(2));
if (command) await runCommand(command);
else serve();

function parseArguments(words) {
  const found = { schemas: [], datasource: NOWHERE, command: null };
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === "--version" || word === "-V") {
      console.log(`schema-engine-cli wasm-${require("prisma/package.json").version}`);
      process.exit(0);
    }
    if (word === "--datamodels") found.schemas.push(words[++i]);
    else if (word === "--datasource") found.datasource = { ...NOWHERE, ...JSON.parse(words[++i]) };
    else if (word === "--enabled-preview-features" || word === "--extension-types") i++;
    else if (word === "cli") found.command = words[++i];
  }
  return found;
}

/** `can-connect-to-database` and `create-database` answer by their exit code, and one line of JSON. */
async function runCommand(name) {
  const { url } = datasource;
  try {
    const database = decodeURIComponent(new URL(url).pathname.slice(1)) || "postgres";
    if (name === "create-database")
      await runSql(withDatabase(url, "postgres"), `CREATE DATABASE ${quoteName(database)}`);
    else await runSql(url, "SELECT 1");
    process.exit(0);
  } catch (error) {
    const message = error.message || String(error.code ?? error);
    const fields = { is_panic: false, error_code: CLI_CODES[error.code] ?? "P1001", message };
    const line = { level: "ERROR", target: "schema_engine::logger", fields };
    process.stderr.write(`\n${JSON.stringify(line)}\n`);
    process.exit(1);
  }
}

/** One request after the other until stdin ends. */
function serve() {
  let current = null;
  let work = Promise.resolve();
  const lines = createInterface({ input: process.stdin });
  lines.on("line", (line) => {
    work = work.then(() => handle(line, (id) => (current = id)));
  });
  lines.on("close", () => work.finally(() => process.exit(0)));
  // The CLI sends it right after it closed stdin: what was opened is let go first.
  process.on("SIGTERM", () => undefined);
  // A panic of the engine surfaces here.
  process.on("uncaughtException", async (error) => {
    fail(current, error, true);
    await disposeAll();
    process.exit(101);
  });
}

async function handle(line, onRequest) {
  if (!line.trim()) return;
  const { id, method, params } = JSON.parse(line);
  if (!method) return; // an answer to one of our `print` requests
  onRequest(id);
  try {
    const result = await call(method, params);
    if (method === "diff" && result.stdout) send({ id: 1e6 + id, method: "print", params: { content: result.stdout } });
    send({ id, result });
  } catch (error) {
    fail(id, error, error?.name === "RuntimeError");
  } finally {
    await disposeAll();
  }
}

async function call(method, params) {
  // A diff from migrations replays them on the engine's main connection: it gets a database to throw away.
  const isReplay = method === "diff" && [params.from?.tag, params.to?.tag].includes("migrations");
  const connect = isReplay ? () => connectToShadow(datasource) : () => connectTo(datasource.url);
  const engine = await createEngine(schemas, bindConnections(connect, datasource));
  const name = method === "getDatabaseVersion" ? "version" : method;
  if (typeof engine[name] !== "function") throw new Error(`the schema engine has no method "${method}"`);
  // These two only read a cache that devDiagnostic fills.
  if (name === "evaluateDataLoss" || name === "createMigration")
    await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
  return (await engine[name](params)) ?? {};
}

function send(message) {
  const plain = (_key, value) => {
    if (value instanceof Map) return Object.fromEntries(value);
    return typeof value === "bigint" ? Number(value) : value;
  };
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message }, plain)}\n`);
}

function fail(id, error, isPanic) {
  const text = (isPanic && panicMessage()) || error?.message || String(error);
  const error_code = error?.code ?? /\b(P[13]\d{3})\b/.exec(text)?.[1];
  const message = text.replace(/^P[13]\d{3}:?\s*/, "");
  send({
    id,
    error: {
      code: 4466,
      message: "An error happened. Check the data field for details.",
      data: { is_panic: isPanic, message, error_code, meta: {} },
    },
  });
}
