// Connections of Prisma's WebAssembly schema engine to Postgres, with the gaps of @prisma/adapter-pg 7.10 closed that
// only this engine meets.
import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";

const require = createRequire(import.meta.url);
const pg = createRequire(require.resolve("@prisma/adapter-pg"))("pg"); // the adapter's own copy
const OID_CHAR = 18;
const OID_BPCHAR = 1042;

const opened = new Set();

/** The same server, another database. */
export function withDatabase(url, database) {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.href;
}

export async function runSql(url, text) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

export const quoteName = (name) => `"${name.replaceAll('"', '""')}"`;

/** What the engine is given to connect with; `connect` decides on which database. */
export const bindConnections = (connect, datasource) =>
  bindMigrationAwareSqlAdapterFactory({
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect,
    // The adapter's own ignores the name of the shadow database when it has a connection string: it would replay the
    // migrations on the real one.
    connectToShadowDb: () => connectToShadow(datasource),
  });

export async function connectTo(url) {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const connection = withCharColumns(await new PrismaPg(pool, { disposeExternalPool: true }).connect());
  // The adapter cuts a script at every `;`, also inside a function's body, and runs the parts one by one.
  connection.executeScript = (script) => pool.query(script).then(() => undefined, rethrowForEngine);
  return onceDisposed(connection);
}

/** A database of its own, dropped when it is let go; with SHADOW_DATABASE_URL that one, emptied. */
export async function connectToShadow({ url, shadowDatabaseUrl }) {
  if (shadowDatabaseUrl) {
    await runSql(shadowDatabaseUrl, "DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public");
    return connectTo(shadowDatabaseUrl);
  }
  const name = `prisma_migrate_shadow_db_${randomUUID()}`;
  const server = withDatabase(url, "postgres");
  await runSql(server, `CREATE DATABASE ${quoteName(name)}`);
  const connection = await connectTo(withDatabase(url, name));
  return onceDisposed(connection, () => runSql(server, `DROP DATABASE IF EXISTS ${quoteName(name)} WITH (FORCE)`));
}

/** Ends whatever the engine left open. */
export async function disposeAll() {
  for (const connection of [...opened]) await connection.dispose().catch(() => undefined);
}

function onceDisposed(connection, afterwards = async () => undefined) {
  const dispose = connection.dispose.bind(connection);
  let disposed = null;
  connection.dispose = () => {
    opened.delete(connection);
    disposed ??= dispose().then(afterwards);
    return disposed;
  };
  opened.add(connection);
  return connection;
}

function rethrowForEngine(error) {
  const { code = "N/A", severity = "ERROR", message, detail, column, hint } = error;
  const cause = { kind: "postgres", code, severity, message, detail, column, hint };
  throw Object.assign(new Error(message), { cause, name: "DriverAdapterError" });
}

// The catalog's internal "char" type, which the adapter does not know: it is read as text and named a character.
let charColumns = [];
const addFields = pg.Result.prototype.addFields;
pg.Result.prototype.addFields = function addKnownFields(fields) {
  charColumns = fields.flatMap((field, index) => (field.dataTypeID === OID_CHAR ? [index] : []));
  for (const index of charColumns) fields[index].dataTypeID = OID_BPCHAR;
  return addFields.call(this, fields);
};

function withCharColumns(queryable) {
  const queryRaw = queryable.queryRaw.bind(queryable);
  queryable.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const index of charColumns) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
  const startTransaction = queryable.startTransaction?.bind(queryable);
  if (startTransaction) queryable.startTransaction = async (level) => withCharColumns(await startTransaction(level));
  return queryable;
}
