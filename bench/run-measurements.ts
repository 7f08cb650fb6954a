import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isMet, type Row, ratioOf } from "./row";
import { renderTable } from "./table";

export type Results = { rows: Row[]; failed: string[] };

/** Runs each in turn; one that cannot be measured costs only itself. */
export async function runMeasurements(measurements: Record<string, () => Promise<Row[]>>): Promise<Results> {
  const results: Results = { rows: [], failed: [] };
  for (const [name, measure] of Object.entries(measurements)) {
    console.log(`measuring: ${name}`);
    try {
      results.rows.push(...(await measure()));
    } catch (error) {
      results.failed.push(name);
      console.error(`${name} could not be measured:`, error);
    }
  }
  return results;
}

/** Prints the table and keeps the same as JSON in `.tmp/<name>.json`; ends the process. */
export function tellResults(name: string, { rows, failed }: Results, about: object): never {
  const out = path.resolve(import.meta.dirname, `../.tmp/${name}.json`);
  console.log(`\n${renderTable(rows)}\n`);
  const results = rows.map((row) => ({ ...row, ratio: ratioOf(row), is_met: isMet(row) }));
  mkdirSync(path.dirname(out), { recursive: true });
  const all = { at: new Date().toISOString(), ...about, results, failed };
  writeFileSync(out, `${JSON.stringify(all, null, 2)}\n`);
  console.log(`also in ${path.relative(process.cwd(), out)}`);
  process.exit(failed.length > 0 ? 1 : 0);
}
