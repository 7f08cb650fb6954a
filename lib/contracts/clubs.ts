import { z } from "zod";
import { ClubId, Locale, Timestamp } from "./common";

export const ClubView = z.object({
  id: ClubId,
  name: z.string(),
  timezone: z.string(),
  locale: Locale,
  players_may_see_own: z.boolean(),
  sharing_allowed: z.boolean(),
  /** Its cameras keep their last seconds, so that they can be saved as a clip. */
  replays_enabled: z.boolean(),
});
export type ClubView = z.infer<typeof ClubView>;

/** A club with what it holds: people who may log in, courts and cameras in use. */
export const ClubDetail = ClubView.extend({
  created_at: Timestamp,
  counts: z.object({ people: z.int(), courts: z.int(), cameras: z.int() }),
});
export type ClubDetail = z.infer<typeof ClubDetail>;

/** A name of the IANA time zone database that this machine knows. */
export function isTimeZone(name: string): boolean {
  // Offsets such as +01:00 are taken by some engines, and know no daylight saving time.
  if (!/^[A-Za-z_]+(\/[\w+-]+)*$/.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

const Name = z.string().trim().min(1).max(80);
const TimeZone = z.string().max(60).refine(isTimeZone, "not a time zone of the IANA database, such as Europe/Paris");
export const CreateClub = z
  .object({
    name: Name,
    timezone: TimeZone.default("Europe/Paris"),
    locale: Locale.default("fr"),
    players_may_see_own: z.boolean().default(false),
    sharing_allowed: z.boolean().default(false),
    replays_enabled: z.boolean().default(false),
  })
  .strict();
export type CreateClub = z.output<typeof CreateClub>;

export const UpdateClub = z
  .object({
    name: Name,
    timezone: TimeZone,
    locale: Locale,
    players_may_see_own: z.boolean(),
    sharing_allowed: z.boolean(),
    replays_enabled: z.boolean(),
  })
  .partial()
  .strict();
export type UpdateClub = z.output<typeof UpdateClub>;
