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

/** Gives everybody the same password, and adds somebody of a third club whom no cell speaks of. */
export async function seedPassword({ db }: MatrixWorld): Promise<void> {
  const { email, password } = PASSWORD.right;
  const passwordHash = cheapHash(password);
  const club = await db.club.create({ data: { name: "A third club" } });
  await db.user.create({ data: { email, name: "Somebody", role: "STAFF", clubId: club.id, passwordHash } });
  await db.user.updateMany({ data: { passwordHash } });
}
