import type { Locale, Role } from "@/lib/contracts/common";

/** Who acts: a person, a device, or Vigie itself. Every verb of the domain is given one. */
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
};
export type Actor =
  | UserActor
  | { kind: "device"; id: string; clubId: number | null }
  | { kind: "system"; name: string };

/** How the audit log names an actor. */
export const actorLabel = (actor: Actor): string => `${actor.kind}:${actor.kind === "system" ? actor.name : actor.id}`;
