import { z } from "zod";
import { Locale, Timestamp } from "./common";
import { MIN_PASSWORD_LENGTH } from "./password-length";
import { NEVER_IN_A_SCOPE, PERMISSION_NAMES } from "./permissions";
import { PersonName } from "./users";

export const NewPassword = z.string().min(MIN_PASSWORD_LENGTH).max(200);

export const UpdateAccount = z.object({ name: PersonName, locale: Locale }).partial().strict();
export type UpdateAccount = z.output<typeof UpdateAccount>;

export const ChangePassword = z
  .object({ current_password: z.string().min(1).max(200), new_password: NewPassword })
  .strict();
export type ChangePassword = z.output<typeof ChangePassword>;

/** The token in a link by which somebody chooses a password. Any text: what was never made answers like what is over. */
export const LinkToken = z.string().max(500);
export const AccountLinkView = z.object({
  kind: z.enum(["invite", "reset"]),
  name: z.string(),
  email: z.string(),
  club_name: z.string().nullable(),
  locale: Locale,
  expires_at: Timestamp,
});
export type AccountLinkView = z.infer<typeof AccountLinkView>;
export const UseAccountLink = z
  .object({
    password: NewPassword,
    /** The language somebody invited reads: their account's from then on. */
    locale: Locale.optional(),
  })
  .strict();
export type UseAccountLink = z.output<typeof UseAccountLink>;

/** A browser that is logged in. */
export const LoginView = z.object({
  id: z.uuid(),
  /** The login this very request came with. */
  current: z.boolean(),
  user_agent: z.string().nullable(),
  address: z.string().nullable(),
  created_at: Timestamp,
  last_seen_at: Timestamp,
});
export type LoginView = z.infer<typeof LoginView>;

export const TokenScope = z.enum(PERMISSION_NAMES).exclude([...NEVER_IN_A_SCOPE]);
export type TokenScope = z.infer<typeof TokenScope>;

export const TokenView = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Empty: everything its owner may do. */
  scopes: z.array(z.string()),
  created_at: Timestamp,
  expires_at: Timestamp.nullable(),
  last_used_at: Timestamp.nullable(),
});
export type TokenView = z.infer<typeof TokenView>;
export const CreateToken = z
  .object({
    name: z.string().trim().min(1).max(80),
    /** Empty: everything the caller may do. */
    scopes: z.array(TokenScope).max(PERMISSION_NAMES.length).default([]),
    /** Null or left out: until it is revoked. */
    expires_in_days: z.int().min(1).max(3_650).nullable().default(null),
  })
  .strict();
export type CreateToken = z.output<typeof CreateToken>;
