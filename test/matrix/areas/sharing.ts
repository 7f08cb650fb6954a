import type { Entries, Question } from "../entry";

type Names = "shareCreate" | "shareList" | "shareRevoke" | "shared" | "sharedVideo" | "sharedThumbnail";

// Whoever has the link sees what it shows, and nothing of anybody else.
const byLink: Question = { ask: ({ shareToken }) => ({ params: { token: shareToken } }) };

/** Recordings shown to people without a login. */
export const sharingEntries: Entries<Names> = {
  shareCreate: {
    who: "* c - -",
    status: 201,
    questions: [
      { ask: ({ file }) => ({ params: { id: file }, body: {} }) },
      { ask: ({ recorded }) => ({ params: { id: recorded }, body: { days: 1 } }) },
    ],
  },
  shareList: { who: "* c - -", status: 200, questions: [{ ask: ({ file }) => ({ params: { id: file } }) }] },
  shareRevoke: { who: "* c - -", status: 200, questions: [{ ask: ({ share }) => ({ params: { id: share } }) }] },
  shared: { who: "all", status: 200, questions: [byLink] },
  sharedVideo: { who: "all", status: 200, questions: [byLink] },
  sharedThumbnail: { who: "all", status: 200, questions: [byLink] },
};
