import { z } from "zod";
import { hashPassword } from "@/lib/auth/passwords";
import { NewPassword } from "@/lib/contracts/account";
import { Email, Role } from "@/lib/contracts/common";
import { PersonName } from "@/lib/contracts/users";
import { AppError } from "@/lib/core/errors";
import type { User } from "@/lib/db/generated/client";
import { audit } from "../audit/append";
import type { Ctx } from "../context";

export const NewUser = z
  .object({
    email: Email,
    name: PersonName,
    role: Role,
    club_id: z.int().positive().nullable(),
    password: NewPassword,
  })
  .refine(({ role, club_id }) => (role === "SUPER_ADMIN") === (club_id === null), {
    path: ["club_id"],
    message: "a super admin has no club, everybody else has one",
  });
export type NewUser = z.output<typeof NewUser>;

/** Adds a person. Throws `conflict` when the address is taken and `not_found` for a club that does not exist. */
export async function createUser(
  ctx: Pick<Ctx, "db" | "clock" | "actor" | "requestId">,
  input: NewUser,
): Promise<User> {
  const { email, name, role, club_id: clubId, password } = input;
  const passwordHash = await hashPassword(password);
  return ctx.db.$transaction(async (tx) => {
    const club = clubId === null ? null : await tx.club.findUnique({ where: { id: clubId } });
    if (clubId !== null && !club) throw new AppError("not_found", `There is no club ${clubId}.`);
    const row = { email, name, role, clubId, passwordHash, ...(club && { locale: club.locale }) };
    const [user] = await tx.user.createManyAndReturn({ data: [row], skipDuplicates: true });
    if (!user) throw new AppError("conflict", `Somebody already has the address ${email}.`);
    await audit(tx, ctx, "user.create", String(user.id), { clubId, details: { email, role } });
    return user;
  });
}
