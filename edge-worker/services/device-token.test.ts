import Database from "better-sqlite3";
import { beforeEach, expect, test } from "vitest";
import { SecretBox } from "@/lib/core/secret-box";
import { tokenMark } from "@/lib/core/token-mark";
import { sqliteDeviceToken } from "./device-token";

const secrets = new SecretBox(["a key of the tests that is long enough"]);
let db: Database.Database;
beforeEach(() => {
  db = new Database(":memory:");
});
/** Opening the same database again is what a restart does. */
const start = (enrolled = "enrolled") => sqliteDeviceToken(db, secrets, enrolled);

/** Logs in as the bus does: what is refused is tried again while there is another one. Null when nothing was let in. */
function logIn(token: ReturnType<typeof start>, valid: string[]): string | null {
  for (let tries = 0; tries < 5; tries++) {
    const tried = token.current();
    if (valid.includes(tried)) {
      token.accepted(tried);
      return tried;
    }
    if (!token.refused(tried)) return null;
  }
  throw new Error("it tries for ever");
}

test("what was enrolled is what it logs in with, until it gets another", () => {
  const token = start();
  expect(token.mark()).toBeNull();
  expect(logIn(token, ["enrolled"])).toBe("enrolled");
  token.set("new");
  expect(token.mark()).toBe(tokenMark("enrolled"));
  expect(logIn(token, ["enrolled", "new"])).toBe("new");
  expect(token.mark()).toBe(tokenMark("new"));
  expect(logIn(start(), ["new"])).toBe("new");
});

test("wherever it is killed, whatever the server accepts then lets it in", () => {
  const steps: ((token: ReturnType<typeof start>) => void)[] = [
    () => undefined,
    (token) => token.set("new"),
    (token) => token.announce(),
    (token) => void logIn(token, ["enrolled", "new"]),
  ];
  for (let killedAfter = 1; killedAfter <= steps.length; killedAfter++) {
    db = new Database(":memory:");
    const before = start();
    logIn(before, ["enrolled"]);
    for (const step of steps.slice(0, killedAfter)) step(before);
    // The server counts both until it saw the new one; mosquitto knows one of the two.
    const wasSeen = killedAfter === steps.length;
    for (const valid of wasSeen
      ? [["new"]]
      : killedAfter === 1
        ? [["enrolled"]]
        : [["enrolled", "new"], ["enrolled"], ["new"]])
      expect(logIn(start(), valid)).toBe(valid.at(-1));
  }
});

test("a second change before the first was seen never leaves it without one that is good", () => {
  const token = start();
  token.set("first");
  logIn(token, ["first"]);
  token.set("second");
  token.set("third");
  expect(logIn(start(), ["first"])).toBe("first");
  expect(logIn(start(), ["third"])).toBe("third");
});

test("refused altogether, it says so instead of trying at once for ever", () => {
  const token = start();
  logIn(token, ["enrolled"]);
  token.set("new");
  expect(logIn(token, [])).toBeNull();
  expect(logIn(token, ["enrolled"])).toBe("enrolled");
});

test("another enrolment forgets what the one before was given", () => {
  const token = start();
  logIn(token, ["enrolled"]);
  token.set("new");
  const anew = start("anew");
  expect(anew.current()).toBe("anew");
  expect(logIn(anew, ["new"])).toBeNull();
});

test("nobody reads it in the database", () => {
  start().set("a token in clear");
  expect(JSON.stringify(db.prepare("SELECT * FROM device_token").all())).not.toContain("clear");
});
