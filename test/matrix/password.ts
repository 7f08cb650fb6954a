import { scryptSync } from "node:crypto";
import type { MatrixWorld } from "./world";

/** Whom anybody may try to log in as: a person of a club of their own, whom no cell speaks of. */
export const PASSWORD = {
  right: { email: "somebody@example.org", password: "correct horse battery staple" },
};

/** In the format of lib/auth/passwords.ts, but quick to check. */
function cheapHash(password: string): string {
  const salt = "salt-of-the-matrix";
  const key = scryptSync(password, salt, 32, { N: 2 ** 8, r: 8, p: 1 });
  return `$scrypt$ln=8,r=8,p=1$${salt}$${key.toString("base64url")}`;
}

export async function seedPassword({ db }: MatrixWorld): Promise<void> {
  const { email, password } = PASSWORD.right;
  const club = await db.club.create({ data: { name: "A third club" } });
  const row = { email, name: "Somebody", role: "STAFF", clubId: club.id } as const;
  await db.user.create({ data: { ...row, passwordHash: cheapHash(password) } });
}
