import type { Answered } from "./answer";
import type { Caller } from "./callers";
import type { Cell } from "./run";
import type { MatrixWorld, Side } from "./world";

type Known = {
  expected: number;
  world: MatrixWorld;
  /** What each caller was told of a thing that does not exist: filled and compared here. */
  absent: Map<Caller, string>;
};

/** What is wrong with an answer, or null. */
export function complaintAbout(cell: Cell, answered: Answered, { expected, world, absent }: Known): string | null {
  const { status, text } = answered;
  if (status !== expected) return `${status} instead of ${expected}: ${text.slice(0, 160)}`;
  const asked = JSON.stringify(cell.asked);
  const leaked = foreignWords(world, cell).find((word) => text.includes(word) && !asked.includes(word));
  if (leaked) return `shows ${leaked}, which is not theirs`;
  if (status < 400) return cell.entry.check?.(text, cell.caller, cell.target) ?? null;
  if (cell.method === "HEAD") return null;
  const said = wordsOf(text);
  if (said === null) return `no envelope: ${text.slice(0, 160)}`;
  if (status !== 404) return null;
  if (cell.target === "absent") absent.set(cell.caller, said);
  // Nothing is foreign to a super admin: which of two things is missing may be said.
  const same = (isSuper(cell.caller) ? null : absent.get(cell.caller)) ?? said;
  return said === same ? null : `says ${said} where an absent thing says ${same}`;
}

/** The envelope without what differs each time. */
function wordsOf(text: string): string | null {
  try {
    const { success, error } = JSON.parse(text.slice(0, text.lastIndexOf("}") + 1));
    const { code, message, details, request_id } = error;
    const isWhole = success === false && [code, message, request_id].every((part) => typeof part === "string" && part);
    return isWhole ? JSON.stringify({ code, message, details }) : null;
  } catch {
    return null;
  }
}

/** Words no answer to this caller may hold: another club's canary and ids, another player's session. */
function foreignWords({ a, b, people }: MatrixWorld, { caller, question, entry, target }: Cell): string[] {
  if (isSuper(caller)) return [];
  const isOpen = (question.who ?? entry.who) === "all";
  const home = caller.is?.kind === "user" ? caller.is.club : null;
  const foreign = (["a", "b"] as const).filter((club) => club !== home && !(isOpen && club === target));
  const words = foreign.flatMap((club) => [{ a, b }[club].canary, ...idsOf({ a, b }[club].ids)]);
  const id = caller.is?.kind === "user" ? caller.is.id : null;
  if (id === people.samePlayerA) words.push(a.ids.session, a.ids.running, a.ids.recorded);
  // A person's tokens, logins and calendar addresses are their own, also for their administrator.
  for (const { owner, ids } of [a, b]) if (id !== owner) words.push(ids.token, ids.login, ids.feed);
  return words;
}

const isSuper = ({ is }: Caller): boolean => is?.kind === "user" && is.role === "S";

/** Those that cannot be in an answer by chance. */
const idsOf = ({ hub: _, ...ids }: Side): string[] =>
  Object.values(ids).filter((id): id is string => typeof id === "string");
