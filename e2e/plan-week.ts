import { mondayOf } from "@/lib/client/week";
import { addDays, wallClock } from "@/lib/core/zoned-time";

/** Day of the week, court, title, start, minutes. */
const PLANS = [
  [0, 1, "Training, group A", "18:00", 90],
  [0, 2, "Beginners", "18:30", 60],
  [2, 2, "Kids", "14:00", 90],
  [2, 1, "League", "19:00", 120],
  [3, 1, "", "20:00", 90],
  [4, 2, "Late night", "22:30", 120],
  [6, 1, "Sunday cup", "09:00", 480],
] as const;

/** Plans a full week, the next one: nothing of it begins while somebody looks. Answers its Monday. */
export async function planWeek(create: (plan: object) => Promise<unknown>): Promise<string> {
  const monday = addDays(mondayOf(wallClock(Date.now(), "Europe/Paris").day), 7);
  for (const [day, terrain_id, title, start_time, duration_minutes] of PLANS)
    await create({ terrain_id, title, starts_on: addDays(monday, day), start_time, duration_minutes });
  return monday;
}
