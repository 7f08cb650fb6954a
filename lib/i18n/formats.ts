/** 24 hours in every language: a club's desk reads 19:30, not 7:30 PM. */
const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** How the pages write moments, by name; each language orders the parts in its own way. */
export const formats = {
  dateTime: {
    time: clock,
    timeWithSeconds: { ...clock, second: "2-digit" },
    moment: { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" },
    exactMoment: { dateStyle: "medium", timeStyle: "medium", hourCycle: "h23" },
    day: { ...clock, weekday: "short", day: "numeric", month: "short", year: "numeric" },
  },
} as const;
