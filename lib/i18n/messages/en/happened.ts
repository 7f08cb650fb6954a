/** What went wrong by itself, and was put right. */
export const happened = {
  title: "What happened",
  lost: "The camera was lost",
  back: "The camera is back, after {duration}",
  flickers: "Before that it was away for a moment, {count, plural, one {# time} other {# times}}",
  replaced: "The encoder was replaced; the recording went on",
  stopped: "The recording ended early; what was filmed is kept",
  replacedCause: {
    mute: "It was running, but nothing came out of it.",
    ended: "It ended by itself.",
    out_of_step: "What came out of it could not be read.",
  },
  lines: "Last lines",
} as const;
