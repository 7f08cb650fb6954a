import type { Locale, Role } from "@/lib/contracts/common";

/** What a club decides about its own people; all off where there is no club. */
export type ClubSwitches = { playersMaySeeOwn: boolean };
export const NO_SWITCHES: ClubSwitches = { playersMaySeeOwn: false };

/** Who acts: a person, a device, Vigie itself, or nobody known. Every verb of the domain is given one. */
export type UserActor = {
  kind: "user";
  id: number;
  role: Role;
  clubId: number | null;
  name: string;
  email: string;
  locale: Locale;
  /** Permissions an API token is limited to; null for all of the user's. */
  scopes: readonly string[] | null;
  /** What their club switched on for its players. */
  switches: ClubSwitches;
  /** The very login or token this request came with; ending all the others spares it. */
  proof?: { kind: "login" | "token"; id: string };
};
export type Actor =
  | UserActor
  | { kind: "device"; id: string; clubId: number | null }
  | { kind: "system"; name: string }
  | { kind: "anonymous" };

/** Who has not logged in: holds no permission whatever, so that a public route cannot reach further by mistake. */
export const ANONYMOUS = { kind: "anonymous" } as const satisfies Actor;

/** How the audit log names an actor. */
export function actorLabel(actor: Actor): string {
  if (actor.kind === "anonymous") return "anonymous";
  return `${actor.kind}:${actor.kind === "system" ? actor.name : actor.id}`;
}
