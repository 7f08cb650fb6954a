/** One line of the table a run ends with. `limit` is what `value` had to keep to. */
export type Figure = { scenario: string; what: string; value: string; limit: string };

export function renderFigures(figures: readonly Figure[]): string {
  const rows = [{ scenario: "scenario", what: "figure", value: "seen", limit: "limit" }, ...figures];
  const widest = (key: keyof Figure) => Math.max(...rows.map((row) => row[key].length));
  const [scenario, what, value] = [widest("scenario"), widest("what"), widest("value")];
  return rows
    .map(
      (row) => `${row.scenario.padEnd(scenario)}  ${row.what.padEnd(what)}  ${row.value.padStart(value)}  ${row.limit}`,
    )
    .join("\n");
}
