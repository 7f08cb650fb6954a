import { z } from "zod";
import { UserView } from "./auth";
import { ClubId, Email, IdText, Page, Role, Timestamp } from "./common";

/** active: has a password and may log in · invited: has not chosen one yet · disabled: may not log in. */
export const UserState = z.enum(["active", "invited", "disabled"]);
export type UserState = z.infer<typeof UserState>;

/** A person as administrators see them. */
export const PersonView = UserView.extend({
  club_name: z.string().nullable(),
  state: UserState,
  created_at: Timestamp,
  /** Their last request, by browser or by token, to the minute. */
  last_seen_at: Timestamp.nullable(),
  /** When the link they were sent ends; null when there is none that works. */
  link_expires_at: Timestamp.nullable(),
});
export type PersonView = z.infer<typeof PersonView>;

export const ListUsers = Page.extend({
  club_id: IdText.optional(),
  /** Part of a name or an e-mail address. */
  q: z
    .string()
    .max(100)
    .refine((text) => !text.includes("\0"), "holds a character that nobody's name has")
    .optional(),
  role: Role.optional(),
  state: UserState.optional(),
});
export type ListUsers = z.output<typeof ListUsers>;

export const PersonName = z.string().trim().min(1).max(80);
export const InviteUser = z
  .object({
    name: PersonName,
    email: Email,
    role: Role,
    /** The caller's own club when it is left out; none for a super admin. */
    club_id: ClubId.nullish(),
  })
  .strict();
export type InviteUser = z.output<typeof InviteUser>;

export const UpdateUser = z
  .object({
    name: PersonName,
    role: Role,
    /** Only super admins move people; needed where a super admin becomes somebody of a club. */
    club_id: ClubId.nullable(),
    disabled: z.boolean(),
  })
  .partial()
  .strict();
export type UpdateUser = z.output<typeof UpdateUser>;
