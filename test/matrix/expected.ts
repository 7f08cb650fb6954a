import type { Caller, Role } from "./callers";
import type { Entry, Question } from "./entry";

/** Whose thing is asked for; `none` when the request names no thing. */
export type Target = "a" | "b" | "absent" | "none";
type Owners = Record<"a" | "b", number>;

const ROLES: Role[] = ["S", "C", "T", "P"];

/** The status the contract promises this caller. Deliberately knows nothing of lib/auth. */
export function expectedStatus(
  { method, access, entry, question }: { method: string; access: string; entry: Entry; question: Question },
  caller: Caller,
  target: Target,
  owners: Owners,
): number {
  const success = question.status ?? entry.status;
  const who = question.who ?? entry.who;
  const isChange = method !== "GET" && method !== "HEAD";
  if (caller.fromElsewhere && isChange) return 403;
  if (who === "all") return target === "absent" ? 404 : success;
  if (caller.is === null) return 401;
  if (caller.is.kind === "device") return entry.device ?? 403;
  if (caller.scope !== undefined && caller.scope !== access) return 403;
  const sign = who.split(" ")[ROLES.indexOf(caller.is.role)] ?? "-";
  const isSwitchedOff = (sign === "w" || sign === "W") && caller.is.club !== "b";
  if (sign === "-" || isSwitchedOff) return 403;
  if (/^\d+$/.test(sign)) return Number(sign);
  if (target === "none" || sign === "s" || sign === "W") return success;
  if (target === "absent") return question.emptyWhenAbsent && sign === "*" ? success : 404;
  const reaches =
    sign === "*" ||
    (sign === "c" && caller.is.club === target) ||
    (sign === "m" && (caller.is.club ?? "a") === target) ||
    ((sign === "o" || sign === "w") && caller.is.id === owners[target]);
  return reaches ? success : 404;
}
