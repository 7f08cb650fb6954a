import type { Entries } from "../entry";

type Names =
  | "fileList"
  | "filePeople"
  | "fileBulk"
  | "file"
  | "fileDownload"
  | "fileThumbnail"
  | "fileLog"
  | "fileUpdate"
  | "fileDelete"
  | "fileRestore";

/** What was recorded, by a file's own id and by its session's. */
export const fileEntries: Entries<Names> = {
  fileList: {
    who: "* c c w",
    status: 200,
    questions: [
      { ask: () => ({}) },
      { ask: ({ club }) => ({ query: { club_id: club } }), emptyWhenAbsent: true },
      { ask: () => ({ query: { trash: "true" } }), who: "s s - -" },
      // A filter narrows, it never opens: a court of another club is an empty list.
      { ask: ({ court }) => ({ query: { terrain_id: court } }), who: "s s s W" },
    ],
  },
  filePeople: {
    who: "* c c w",
    status: 200,
    questions: [{ ask: () => ({}) }, { ask: ({ club }) => ({ query: { club_id: club } }), emptyWhenAbsent: true }],
  },
  fileBulk: {
    who: "s s - -",
    status: 200,
    questions: (["protect", "delete"] as const).map((action) => ({
      ask: ({ file }) => ({ body: { ids: [file], action } }),
    })),
    // It answers for each file by itself.
    check(text, { is }, target) {
      const isTheirs = is?.kind === "user" && (is.role === "S" ? target !== "absent" : is.club === target);
      return text.includes(isTheirs ? '"ok":true' : '"code":"not_found"') ? null : "does it to what is not theirs";
    },
  },
  file: {
    who: "* c c w",
    status: 200,
    questions: [
      { ask: ({ file }) => ({ params: { id: file } }) },
      { ask: ({ recorded }) => ({ params: { id: recorded } }) },
    ],
  },
  fileDownload: {
    who: "* c c w",
    status: 200,
    questions: [
      { ask: ({ file }) => ({ params: { id: file } }) },
      { ask: ({ recorded }) => ({ params: { id: recorded } }) },
      { ask: ({ club, file }) => ({ params: { id: file }, query: { club_id: club } }) },
      { ask: ({ file }, { club }) => ({ params: { id: file }, query: { club_id: club } }), who: "m c c w" },
    ],
  },
  fileThumbnail: {
    who: "* c c w",
    status: 200,
    questions: [
      { ask: ({ file }) => ({ params: { id: file } }) },
      { ask: ({ recorded }) => ({ params: { id: recorded } }) },
    ],
  },
  fileLog: {
    who: "* c c w",
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
  fileRestore: {
    who: "* c - -",
    status: 200,
    questions: [{ ask: ({ trashed }) => ({ params: { id: trashed } }) }],
  },
};
