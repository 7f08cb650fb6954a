// npm run user:create -- --email a@b --name "A B" --role SUPER_ADMIN [--club 1] [--password-stdin]
// Asks for the password on a terminal; without one, or with an empty answer, makes one and prints it once.
import { randomBytes } from "node:crypto";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { withSecretFiles } from "@/lib/config/parse";
import { systemClock } from "@/lib/core/clock";
import { isAppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { createDb } from "@/lib/db/client";
import { isDatabaseAway } from "@/lib/db/database-away";
import { createUser, NewUser } from "@/lib/domain/users/create";

const USAGE =
  'Usage: npm run user:create -- --email a@b --name "A B" --role SUPER_ADMIN|CLUB_ADMIN|STAFF|PLAYER [--club 1] [--password-stdin]';

async function main(): Promise<void> {
  const databaseUrl = withSecretFiles(process.env, ["DATABASE_URL"]).DATABASE_URL;
  if (!databaseUrl) throw new Complaint("DATABASE_URL is missing: give the address of Vigie's database.");
  const { values } = readArguments();
  const { password, isMade } = await choosePassword(values["password-stdin"]);
  const input = NewUser.safeParse({
    ...{ email: values.email, name: values.name, role: values.role, password },
    club_id: values.club === undefined ? null : Number(values.club),
  });
  if (!input.success) {
    const problems = input.error.issues.map(({ path, message }) => `  ${path.join(".")}: ${message}`);
    throw new Complaint(`${USAGE}\n${problems.join("\n")}`);
  }
  const db = createDb(databaseUrl, 1);
  try {
    const ctx = { db, clock: systemClock, actor: { kind: "system", name: "user:create" } as const, requestId: newId() };
    const user = await createUser(ctx, input.data);
    console.log(`Created ${user.role} ${user.email} (id ${user.id}).`);
    if (isMade) console.log(`Password, shown only now: ${password}`);
  } finally {
    await db.$disconnect();
  }
}

/** What a person can put right; anything else is a bug and shows its stack. */
class Complaint extends Error {}

function readArguments() {
  const asText = { type: "string" } as const;
  const options = {
    email: asText,
    name: asText,
    role: asText,
    club: asText,
    "password-stdin": { type: "boolean" },
  } as const;
  try {
    return parseArgs({ options });
  } catch (error) {
    throw new Complaint(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

async function choosePassword(fromStdin: boolean | undefined): Promise<{ password: string; isMade: boolean }> {
  const typed = fromStdin ? (await text(process.stdin)).replace(/\r?\n$/, "") : await askPassword();
  if (typed || fromStdin) return { password: typed, isMade: false };
  return { password: randomBytes(12).toString("base64url"), isMade: true };
}

/** Nothing of it is shown while it is typed. */
async function askPassword(): Promise<string> {
  if (!process.stdin.isTTY) return "";
  process.stdout.write("Password (empty to have one made): ");
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  const password = await terminal.question("");
  terminal.close();
  process.stdout.write("\n");
  return password;
}

main().catch((error: unknown) => {
  if (isDatabaseAway(error)) console.error("The database does not answer. Is it running, and is DATABASE_URL right?");
  else console.error(error instanceof Complaint || isAppError(error) ? error.message : error);
  process.exitCode = 1;
});
