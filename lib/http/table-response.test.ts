import { expect, test } from "vitest";
import { tableResponse } from "./table-response";

const text = (rows: string[][], locale: "en" | "fr" = "en") =>
  tableResponse({ rows, isCut: false }, { name: "x", locale }).text();

test("quotes every cell, with the separator of the reader's spreadsheet", async () => {
  expect(
    await text([
      ["a", 'say "no", please'],
      ["b;c", "two\nlines"],
    ]),
  ).toBe('"a","say ""no"", please"\r\n"b;c","two\nlines"\r\n');
  expect(await text([["a", "b"]], "fr")).toBe('"a";"b"\r\n');
});

test.each([["=1+1"], ["+33 6"], ["-2"], ["@SUM(A1)"], ["\t=1"], ["  =cmd|' /C calc'!A0"], ["＝1"]])(
  "%j is text, not a formula",
  async (cell) => {
    expect(await text([[cell]])).toBe(`"'${cell}"\r\n`);
  },
);

test("is a file with a mark, and says when there was more", () => {
  const { headers } = tableResponse({ rows: [], isCut: true }, { name: "vigie-audit", locale: "en" });
  expect(headers.get("content-disposition")).toContain('filename="vigie-audit.csv"');
  expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(headers.get("x-truncated")).toBe("true");
});
