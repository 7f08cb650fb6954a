/** What the feed must know of an alert: the numbers grow in the order of their commits. */
export type Numbered = { seq: number };
export type Noticed<A> = { alert: A; previous_seq: number };

/**
 * Where this browser is in the row of alerts:
 *
 *   unknown ──(the newest number)──► following ◄──(the last page)── catching up
 *                                        │                              ▲
 *                                        └──(connected, or a gap)───────┘
 */
export type FeedState<A> = {
  /** The last number that was shown, kept by the browser; null before the first answer of one that was never here. */
  last: number | null;
  isAsking: boolean;
  /** What came while it was asked; told after what was missed. */
  waiting: readonly Noticed<A>[];
  /** Missed so far, until the last page is there. */
  missed: readonly A[];
};

export type FeedEvent<A> =
  | { kind: "connected" }
  | { kind: "noticed"; notice: Noticed<A> }
  | { kind: "answered"; alerts: readonly A[]; hasMore: boolean; latest: number }
  | { kind: "failed" };

export type FeedEffect<A> =
  /** Ask for what comes after this number; null asks for the newest number only. */
  | { kind: "ask"; after: number | null }
  | { kind: "ask later" }
  /** New for this browser: each alert once, oldest first. */
  | { kind: "show"; alerts: readonly A[] }
  /** Known already, and changed. */
  | { kind: "update"; alert: A };

type Stepped<A> = [FeedState<A>, FeedEffect<A>[]];

export const startFeed = <A>(last: number | null): FeedState<A> => ({
  last,
  isAsking: false,
  waiting: [],
  missed: [],
});

/** Each alert is shown once and in order, whatever was lost or came twice on the way (R18). */
export function stepFeed<A extends Numbered>(state: FeedState<A>, event: FeedEvent<A>): Stepped<A> {
  switch (event.kind) {
    case "connected":
      return state.isAsking ? [state, []] : ask(state);
    case "failed":
      return [{ ...state, isAsking: false }, [{ kind: "ask later" }]];
    case "noticed":
      return state.isAsking || state.last === null
        ? [{ ...state, waiting: [...state.waiting, event.notice] }, []]
        : follow(state, event.notice);
    case "answered":
      return answer(state, event);
  }
}

/** What was read and waits for its last page counts as read, not as shown: a page that closes now reads it again. */
const reachedOf = <A extends Numbered>({ last, missed }: FeedState<A>): number | null => missed.at(-1)?.seq ?? last;

const ask = <A extends Numbered>(state: FeedState<A>): Stepped<A> => [
  { ...state, isAsking: true },
  [{ kind: "ask", after: reachedOf(state) }],
];

function follow<A extends Numbered>(state: FeedState<A>, { alert, previous_seq }: Noticed<A>): Stepped<A> {
  const last = state.last ?? 0;
  if (alert.seq <= last) return [state, [{ kind: "update", alert }]];
  // One before it was never heard of here.
  if (previous_seq > last) return ask(state);
  return [{ ...state, last: alert.seq }, [{ kind: "show", alerts: [alert] }]];
}

type Answered<A> = Extract<FeedEvent<A>, { kind: "answered" }>;

function answer<A extends Numbered>(state: FeedState<A>, { alerts, hasMore, latest }: Answered<A>): Stepped<A> {
  if (state.last === null) return settle({ ...state, last: latest }, []);
  // Numbers that ran backwards are those of a server that was restored from a copy.
  if (latest < state.last) return settle({ ...state, last: latest, missed: [] }, []);
  const reached = reachedOf(state) ?? 0;
  const missed = [...state.missed, ...alerts.filter(({ seq }) => seq > reached)];
  if (hasMore && missed.length > state.missed.length) return ask({ ...state, missed });
  const last = missed.at(-1)?.seq ?? state.last;
  return settle({ ...state, last, missed: [] }, missed.length > 0 ? [{ kind: "show", alerts: missed }] : []);
}

/** Nothing is asked any more: what waited has its turn. */
function settle<A extends Numbered>(state: FeedState<A>, effects: FeedEffect<A>[]): Stepped<A> {
  const [waiting, settled] = [state.waiting, { ...state, isAsking: false, waiting: [] }];
  return waiting.reduce<Stepped<A>>(
    ([now, done], notice) => {
      const [next, more] = stepFeed(now, { kind: "noticed", notice });
      return [next, [...done, ...more]];
    },
    [settled, effects],
  );
}
