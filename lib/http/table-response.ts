import type { Locale } from "@/lib/contracts/common";
import { contentDisposition } from "./content-disposition";

type Options = { name: string; locale: Locale };

/** French spreadsheets keep the comma for decimals. */
const SEPARATORS: Record<Locale, string> = { fr: ";", en: "," };

/**
 * A CSV file for a spreadsheet (RFC 4180, UTF-8 with its mark). `X-Truncated: true` when there was more. Cells that a
 * spreadsheet would take for a formula get an apostrophe in front (OWASP, CSV injection): what people typed is shown, not run.
 */
export function tableResponse(table: { rows: string[][]; isCut: boolean }, { name, locale }: Options): Response {
  const lines = table.rows.map((row) => row.map(toCell).join(SEPARATORS[locale]));
  return new Response(`\uFEFF${lines.join("\r\n")}\r\n`, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": contentDisposition(`${name}.csv`, false),
      ...(table.isCut && { "x-truncated": "true" }),
    },
  });
}

/** Always quoted: a cell then cannot end early, whatever the separator is. */
function toCell(text: string): string {
  const plain = /^\s*[=+\-@\t\r\n|%＝＋－＠]/.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
}
