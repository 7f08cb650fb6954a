import { isMet, type Row, ratioOf } from "./row";

const HEAD = ["measured", "value", "aim", "peer in the same run", "ours / peer", "seen"];

/** A Markdown table, its columns as wide as they need to be. */
export function renderTable(rows: readonly Row[]): string {
  const lines = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const [head, ...body] = lines.map(
    (line) => `| ${line.map((cell, column) => cell.padEnd(widths[column]!)).join(" | ")} |`,
  );
  return [head, `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`, ...body].join("\n");
}

function cellsOf(row: Row): string[] {
  const ratio = ratioOf(row);
  return [
    row.what,
    `${round(row.value)} ${row.unit}`,
    aimOf(row),
    row.peer ? `${row.peer.name}: ${round(row.peer.value)} ${row.unit}` : "",
    ratio === null ? "" : round(ratio),
    row.seen ?? "",
  ];
}

function aimOf(row: Row): string {
  if (!row.aim) return "";
  const limit = "most" in row.aim ? `≤ ${row.aim.most}` : `≥ ${row.aim.least}`;
  return `${limit}: ${isMet(row) ? "met" : "MISSED"}`;
}

function round(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 100) return value.toFixed(0);
  return value.toPrecision(3);
}
