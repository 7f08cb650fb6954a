import { readFileSync } from "node:fs";
import { z } from "zod";

/** Where a program's environment comes from; only lib/config reads process.env. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Every `NAME_FILE` of a secret is read and takes the place of `NAME`. Throws naming the file that cannot be read. */
export function withSecretFiles(env: Env, secrets: readonly string[]): Record<string, string | undefined> {
  const read: Record<string, string | undefined> = { ...env };
  for (const name of secrets) {
    const file = env[`${name}_FILE`];
    if (!file) continue;
    try {
      read[name] = readFileSync(file, "utf8").trim();
    } catch (cause) {
      throw new Error(`Bad configuration:\n  ${name}_FILE: cannot be read`, { cause });
    }
  }
  return read;
}

/** An empty variable is an absent one. */
const withoutEmpty = (env: Env) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));

/** Reports every problem at once, and never a value. */
export function parseEnv<T extends z.ZodType>(schema: T, env: Env, secrets: readonly string[]): z.output<T> {
  const parsed = schema.safeParse(withoutEmpty(withSecretFiles(env, secrets)));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`Bad configuration:\n${[...new Set(problems)].join("\n")}`);
}

export const Port = z.coerce.number().int().min(1).max(65_535);
export const Flag = z
  .enum(["true", "false", "1", "0", "yes", "no"])
  .transform((v) => v === "true" || v === "1" || v === "yes");
export const AbsolutePath = z.string().startsWith("/", "must be an absolute path");
export const LogLevel = z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info");

/** Bytes, or a percentage of the disk with a floor: `2147483648`, `5%`, `2GiB`. */
export const DiskReserve = z
  .string()
  .regex(/^\d+(?:\.\d+)?\s*(%|[KMGT]i?B|B)?$/i, "must be like 5%, 2GiB or a number of bytes")
  .optional();

const WEAK = /^(change.?me|secret|password|admin|test|demo|default|vigie)/i;
/** A secret somebody chose: long enough not to be guessed, and not the one of an example. */
export const Secret = z
  .string()
  .min(32, "must be at least 32 characters; make one with: openssl rand -base64 48")
  .refine((v) => !WEAK.test(v), "is an example's value; make one with: openssl rand -base64 48");
