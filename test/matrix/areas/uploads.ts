import type { Entries, Entry } from "../entry";

type Names = "uploadAbilities" | "uploadCreate" | "uploadState" | "uploadContinue" | "uploadForget";

/** A device about a file in the trash, and about what is no file: neither is to be had by it. */
const refused: Entry = {
  who: "- - - -",
  status: 404,
  device: 404,
  questions: [
    { ask: ({ trashed }) => ({ params: { id: trashed } }) },
    { ask: ({ event }) => ({ params: { id: event } }) },
  ],
};

/** What devices send: only their own, and nobody else's business. lib/http/uploads tests what they get. */
export const uploadEntries: Entries<Names> = {
  uploadAbilities: { who: "all", status: 204, questions: [{ ask: () => ({}) }] },
  // Without the headers of tus.
  uploadCreate: { who: "- - - -", status: 201, device: 422, questions: [{ ask: () => ({}) }] },
  uploadState: refused,
  uploadContinue: refused,
  uploadForget: refused,
};
