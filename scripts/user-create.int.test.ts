import { execFile } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyPassword } from "@/lib/auth/passwords";
import { startTestDatabase, type TestDatabase } from "@/test/postgres";

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
  await database.db.club.create({ data: { name: "Club", locale: "en" } });
});
afterAll(() => database.stop());

const ROOT = path.resolve(import.meta.dirname, "..");
const run = (args: string[], stdin = "", url: string | undefined = database.url) =>
  new Promise<{ code: number; out: string }>((resolve) => {
    const env = { ...process.env, DATABASE_URL: url };
    const command = ["--import", "tsx", "scripts/user-create.ts", ...args];
    const child = execFile(process.execPath, command, { cwd: ROOT, env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out: stdout + stderr }),
    );
    child.stdin?.end(stdin);
  });
const find = (email: string) => database.db.user.findUnique({ where: { email } });

test("makes the first super admin with a password that is shown once", async () => {
  const { code, out } = await run(["--email", "Root@Vigie.Example", "--name", "Root", "--role", "SUPER_ADMIN"]);
  expect({ code, out }).toMatchObject({
    code: 0,
    out: expect.stringContaining("Created SUPER_ADMIN root@vigie.example"),
  });
  const password = /shown only now: (\S+)/.exec(out)?.[1] ?? "";
  const user = await find("root@vigie.example");
  expect(user).toMatchObject({ role: "SUPER_ADMIN", clubId: null, name: "Root" });
  expect(await verifyPassword(password, user?.passwordHash ?? null)).toBe(true);
  const audit = await database.db.auditEntry.findFirst({ where: { action: "user.create", target: String(user?.id) } });
  expect(audit).toMatchObject({ actor: "system:user:create" });
});

test("takes a password from stdin and shows nothing of it", async () => {
  const who = ["--email", "lea@vigie.example", "--name", "Léa", "--role", "STAFF", "--club", "1", "--password-stdin"];
  const { code, out } = await run(who, "correct horse battery\n");
  expect([code, out.includes("horse")]).toEqual([0, false]);
  const user = await find("lea@vigie.example");
  expect(user).toMatchObject({ clubId: 1, locale: "en" });
  expect(await verifyPassword("correct horse battery", user?.passwordHash ?? null)).toBe(true);
});

test.each([
  [["--email", "root@vigie.example", "--name", "X", "--role", "SUPER_ADMIN"], "already has the address"],
  [["--email", "a@vigie.example", "--name", "X", "--role", "PLAYER", "--club", "99"], "no club 99"],
  [["--email", "a@vigie.example", "--name", "X", "--role", "PLAYER"], "everybody else has one"],
  [["--email", "nonsense", "--name", "X", "--role", "SUPER_ADMIN"], "email"],
  [["--email", "a@vigie.example", "--name", "X", "--role", "KING"], "role"],
  [["--password", "x"], "Usage"],
])("refuses %j in one sentence", async (args, said) => {
  const { code, out } = await run(args);
  expect(code).toBe(1);
  expect(out).toContain(said);
  expect(out).not.toContain("    at ");
});

test("says that it needs a database", async () => {
  expect(await run([], "", "")).toMatchObject({ code: 1, out: expect.stringContaining("DATABASE_URL") });
});
