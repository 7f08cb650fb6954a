import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { z } from "zod";
import { EDGE_SECRETS, EdgeEnv } from "./edge";
import { WEB_SECRETS, WebEnv } from "./web";

const text = readFileSync(path.resolve(import.meta.dirname, "../../.env.example"), "utf8");
const lines = text.split("\n");

const listed = new Map<string, string>();
for (const line of lines) {
  const match = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line);
  if (match) listed.set(match[1]!, match[2]!);
}

/** The comment right above a variable. */
function commentOf(name: string): string {
  const at = lines.findIndex((line) => line.startsWith(`${name}=`));
  const above = lines.slice(0, at).findLastIndex((line) => !line.startsWith("#"));
  return lines.slice(above + 1, at).join(" ");
}

/** What a variable is worth when nobody sets it, as one would write it; empty without a default. */
function defaultOf(schema: z.core.$ZodType): string {
  const { def } = schema._zod as z.core.$ZodTypes["_zod"];
  if (def.type === "pipe") return defaultOf(def.in);
  return def.type === "default" ? String(def.defaultValue) : "";
}

const isRequired = (schema: z.ZodType): boolean => !schema.safeParse(undefined).success;
const variables = new Map<string, z.ZodType[]>();
for (const { shape } of [WebEnv, EdgeEnv])
  for (const [name, schema] of Object.entries(shape)) variables.set(name, [...(variables.get(name) ?? []), schema]);

test("lists every variable of the schemas, and nothing else", () => {
  expect([...listed.keys()].sort()).toEqual([...variables.keys()].sort());
});

test.each([...variables])("%s has its default", (name, [first]) => {
  expect(listed.get(name)).toBe(defaultOf(first!));
});

test.each([...variables])("%s is called required exactly when it is", (name, schemas) => {
  expect(commentOf(name).includes("[required]")).toBe(schemas.some(isRequired));
});

test.each([...new Set([...WEB_SECRETS, ...EDGE_SECRETS])])("%s may also be a file, and it says so", (name) => {
  expect(commentOf(name)).toContain(`${name}_FILE`);
});
