import { appendFileSync } from "node:fs";
import { inject } from "vitest";
import type { Figure } from "./figure-table";

/** Puts a line into the table a run ends with. */
export function figure(scenario: string, what: string, value: number | string, limit = ""): void {
  const text = typeof value === "number" && !Number.isInteger(value) ? value.toFixed(2) : String(value);
  const line: Figure = { scenario, what, value: text, limit };
  appendFileSync(inject("figures"), `${JSON.stringify(line)}\n`);
}
