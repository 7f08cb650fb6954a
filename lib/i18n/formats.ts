/** How the pages write moments, by name; each language decides about order, 12 or 24 hours. */
export const formats = {
  dateTime: {
    time: { hour: "numeric", minute: "2-digit" },
    timeWithSeconds: { hour: "numeric", minute: "2-digit", second: "2-digit" },
    moment: { dateStyle: "medium", timeStyle: "short" },
    exactMoment: { dateStyle: "medium", timeStyle: "medium" },
    day: { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "numeric", minute: "2-digit" },
  },
} as const;
