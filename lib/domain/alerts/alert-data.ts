import { z } from "zod";

/** What Vigie itself keeps in the column `data`; beside it stands what the system says about the trouble. */
export const AlertData = z.looseObject({
  late: z.boolean().default(false),
  /** The one alert that stands for many. */
  flood: z.object({ count: z.int().positive(), last_at: z.iso.datetime() }).optional(),
});
export type AlertData = z.infer<typeof AlertData>;

/** Nothing a row may hold makes a list unreadable. */
export const readAlertData = (column: unknown): AlertData => AlertData.safeParse(column).data ?? { late: false };
