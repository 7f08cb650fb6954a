import { z } from "zod";
import { ClubId, Locale, Role, Timestamp, UserId } from "./common";

export const UserView = z.object({
  id: UserId,
  email: z.string(),
  name: z.string(),
  role: Role,
  club_id: ClubId.nullable(),
  locale: Locale,
});
export type UserView = z.infer<typeof UserView>;

export const Credentials = z
  .object({ email: z.string().min(1).max(254), password: z.string().min(1).max(200) })
  .strict();
export type Credentials = z.infer<typeof Credentials>;
export const TokenAnswer = z.object({ token: z.string(), expires_at: Timestamp, user: UserView });
