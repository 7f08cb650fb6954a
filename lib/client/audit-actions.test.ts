import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { COMMANDS } from "@/lib/contracts/mqtt";
import { messages } from "@/lib/i18n/messages";
import { AUDIT_ACTIONS, AUDIT_FAMILIES } from "./audit-actions";

const DOMAIN = path.resolve(import.meta.dirname, "../domain");
/** Every action the domain writes down; what a file tells a device is not one. */
const written = new Set(
  readdirSync(DOMAIN, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => readFileSync(path.join(DOMAIN, file), "utf8"))
    .filter((source) => /import \{[^}]*\baudit\b[^}]*\}/.test(source))
    .flatMap((source) => [...source.matchAll(/"([a-z_]+\.[a-z_]+)"/g)].map(([, action]) => action!))
    .filter((action) => !(action in COMMANDS) || action === "session.close"),
);
const offered = AUDIT_FAMILIES.flatMap((family) => AUDIT_ACTIONS[family].map((verb) => `${family}.${verb}`));
const told = Object.entries(messages.en.audit.sentence).flatMap(([family, verbs]) =>
  Object.keys(verbs).map((verb) => `${family}.${verb}`),
);

test("what is written down can be looked for, and has a sentence", () => {
  expect([...written].filter((action) => !offered.includes(action))).toEqual([]);
  expect(offered.filter((action) => !told.includes(action))).toEqual([]);
  expect(told.filter((action) => !offered.includes(action))).toEqual([]);
});
