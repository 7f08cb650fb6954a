import type { RouteName } from "@/lib/contracts/routes";
import type { Caller } from "./callers";
import type { Target } from "./expected";
import type { Side } from "./world";

/** What a cell asks: path parameters, query and body. */
export type Asked = {
  params?: Record<string, string | number>;
  query?: Record<string, string | number>;
  body?: unknown;
};

/**
 * One way to ask a route for a thing. `thing` holds the ids of club A, of club B, or of nothing that exists; `mine` those
 * of the caller's own club (A for a super admin). A request that names no thing is asked once per caller instead of three times.
 */
export type Question = {
  ask(thing: Side, mine: Side): Asked;
  /** As the entry's, where this question differs from it. */
  who?: string;
  status?: number;
  /** Costs much: a few callers stand for all. */
  few?: true;
  /** A super admin who names a club that does not exist gets an empty list. */
  emptyWhenAbsent?: true;
};

/**
 * A route as the contract's text has it, written independently of lib/auth/permissions.ts.
 *
 * `who` has one sign each for super admin, club admin, staff and player: `*` a thing of every club, `c` of the own club,
 * `o` one's own, `w` one's own where the club allows it (B does, `W` whatever is asked), `s` whatever is asked is about oneself, `m` a thing that fits `mine`, `-` never (403), a number: that
 * status whatever the thing. `all` instead: anybody, logged in or not.
 */
export type Entry = {
  who: string;
  /** What a caller who may gets. */
  status: number;
  /** What a device's token gets; 403 when left out. */
  device?: number;
  questions: Question[];
  /** A complaint about the answer of a caller who may, or null. */
  check?(text: string, caller: Caller, target: Target): string | null;
};

/** Every route has its line: a new one without is told here by the compiler, and by name in the test. */
export type Matrix = Record<RouteName, Entry>;
export type Entries<N extends RouteName> = Record<N, Entry>;

/** For routes that name nothing. */
export const plain: Question[] = [{ ask: () => ({}) }];
