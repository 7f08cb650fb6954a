import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createTranslator } from "use-intl/core";
import { describe, expect, test } from "vitest";
import { messages } from "./messages";

const ROOT = path.resolve(import.meta.dirname, "../..");
const SOURCES = ["app", "components", "lib/client", "lib/i18n"];

type Texts = { [key: string]: string | Texts };
function flatten(texts: Texts, prefix = ""): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === "string" ? [[prefix + key, value]] : Object.entries(flatten(value, `${prefix}${key}.`)),
    ),
  );
}
const en = flatten(messages.en);
const fr = flatten(messages.fr);

/** Every `t("key")` and `` t(`prefix.${x}`) `` under the namespace its file asks for; `*` stands for a computed part. */
function usedKeys(source: string): string[] {
  const hooks = [...source.matchAll(/useTranslations\((?:"([\w.]*)")?\)/g)].map(([, space]) => space ?? "");
  const namespaces = source.includes("createTranslator(") ? [...hooks, ""] : hooks;
  const calls = [...source.matchAll(/\bt\(\s*(?:"([^"]+)"|`([^`]+)`)/g)].map(
    ([, text, template]) => text ?? template!.replace(/\$\{[^}]+\}/g, "*"),
  );
  const ternaries = [...source.matchAll(/\bt\([^()"`]*\?\s*"([^"]+)"\s*:\s*"([^"]+)"/g)].flatMap(([, a, b]) => [
    a!,
    b!,
  ]);
  return namespaces.flatMap((space) => [...calls, ...ternaries].map((key) => (space ? `${space}.${key}` : key)));
}

const files = SOURCES.flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => path.join(ROOT, folder, name)),
);
const used = files.flatMap((file) => usedKeys(readFileSync(file, "utf8")));
const isUsed = (key: string) =>
  used.some((pattern) => new RegExp(`^${pattern.replace(/[.]/g, "\\.").replace(/\*/g, "[\\w]+")}$`).test(key));

test("both languages have the same keys, and no empty text", () => {
  expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort());
  expect(Object.entries({ ...en, ...fr }).filter(([, text]) => !text.trim())).toEqual([]);
});

test("every text is used by a page", () => {
  expect(Object.keys(en).filter((key) => !isUsed(key))).toEqual([]);
});

describe("every text", () => {
  const placeholders = (text: string) =>
    [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name))].sort();

  test("takes the same values in both languages", () => {
    for (const [key, text] of Object.entries(en)) expect(placeholders(fr[key]!), key).toEqual(placeholders(text));
  });

  test.each(["en", "fr"] as const)("is well-formed in %s", (locale) => {
    const failures: unknown[] = [];
    const t = createTranslator<Texts>({ locale, messages: messages[locale], onError: (e) => failures.push(e.message) });
    for (const [key, text] of Object.entries(locale === "en" ? en : fr)) {
      const values = Object.fromEntries(placeholders(text).map((name) => [name!, name === "count" ? 2 : 1]));
      t(key as never, values as never);
    }
    expect(failures).toEqual([]);
  });
});

test("French breaks no line before its double punctuation", () => {
  expect(
    Object.entries(fr)
      .filter(([, text]) => / [:;!?»]/.test(text))
      .map(([key]) => key),
  ).toEqual([]);
});
