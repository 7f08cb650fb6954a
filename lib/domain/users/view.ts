import type { UserView } from "@/lib/contracts/auth";
import { Locale } from "@/lib/contracts/common";
import type { User } from "@/lib/db/generated/client";

export const toUserView = ({ id, email, name, role, clubId, locale }: User): UserView => ({
  id,
  email,
  name,
  role,
  club_id: clubId,
  locale: Locale.catch("fr").parse(locale),
});
