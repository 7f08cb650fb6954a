import { Client } from "pg";

/** Every row as it is now: a digest tells whether anything changed, `restore` brings all of them back. */
export async function keepRows(databaseUrl: string) {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ table_name: string }>(
    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'",
  );
  const tables = rows.map(({ table_name }) => `"${table_name}"`);
  const digestOf = (table: string) =>
    `SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS h FROM public.${table} t`;
  const digestSql = `SELECT md5(string_agg(h, '')) AS digest FROM (${tables.map(digestOf).join(" UNION ALL ")}) all_of`;
  // As a replica: neither foreign keys nor the guard of the audit log stand in the way.
  const restoreSql = [
    "BEGIN; SET LOCAL session_replication_role = replica",
    ...tables.map((table) => `DELETE FROM public.${table}; INSERT INTO public.${table} SELECT * FROM kept.${table}`),
    "COMMIT",
  ].join(";");
  const keepSql = tables.map((table) => `CREATE TABLE kept.${table} AS TABLE public.${table}`);
  await client.query(["CREATE SCHEMA kept", ...keepSql].join(";"));
  return {
    digest: async (): Promise<string> => (await client.query<{ digest: string }>(digestSql)).rows[0]!.digest,
    restore: async (): Promise<void> => void (await client.query(restoreSql)),
    stop: () => client.end(),
  };
}
