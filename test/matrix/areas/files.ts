import type { Entries } from "../entry";

type Names = "fileList" | "fileDownload" | "fileThumbnail" | "fileLog" | "fileUpdate" | "fileDelete";

/** What was recorded, by a file's own id and by its session's. */
export const fileEntries: Entries<Names> = {
  fileList: {
    who: "* c c -",
    status: 200,
    questions: [
      { ask: () => ({}) },
      { ask: ({ club }) => ({ query: { club_id: club } }), emptyWhenAbsent: true },
      // A filter narrows, it never opens: a court of another club is an empty list.
      { ask: ({ court }) => ({ query: { terrain_id: court } }), who: "s s s -" },
    ],
  },
  fileDownload: {
    who: "* c c -",
    status: 200,
    questions: [
      { ask: ({ file }) => ({ params: { id: file } }) },
      { ask: ({ recorded }) => ({ params: { id: recorded } }) },
      { ask: ({ club, file }) => ({ params: { id: file }, query: { club_id: club } }) },
      { ask: ({ file }, { club }) => ({ params: { id: file }, query: { club_id: club } }), who: "m c c -" },
    ],
  },
  fileThumbnail: {
    who: "* c c -",
    status: 200,
    questions: [
      { ask: ({ file }) => ({ params: { id: file } }) },
      { ask: ({ recorded }) => ({ params: { id: recorded } }) },
    ],
  },
  fileLog: {
    who: "* c c -",
    status: 200,
    questions: [
      { ask: ({ file }) => ({ params: { id: file } }) },
      { ask: ({ recorded }) => ({ params: { id: recorded } }) },
    ],
  },
  fileUpdate: {
    who: "* c - -",
    status: 200,
    questions: [{ ask: ({ file }) => ({ params: { id: file }, body: { protected: true } }) }],
  },
  fileDelete: {
    who: "* c - -",
    status: 200,
    questions: [
      { ask: ({ file }) => ({ params: { id: file } }) },
      { ask: ({ recorded }) => ({ params: { id: recorded } }) },
    ],
  },
};
