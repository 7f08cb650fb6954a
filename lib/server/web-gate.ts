import type { Actor, UserActor } from "@/lib/auth/actor";
import { actorOfHandshake } from "@/lib/auth/actor-of";
import type { Logins } from "@/lib/auth/logins";
import { can, notFound, scopeOf } from "@/lib/auth/permissions";
import { AppError } from "@/lib/core/errors";
import type { Ctx } from "@/lib/domain/context";
import { watchableCameras } from "@/lib/domain/preview/watchable";
import { toAppError } from "@/lib/http/problem";
import { isOwnOrigin } from "@/lib/http/same-origin";
import { rooms } from "@/lib/realtime/rooms";
import type { SocketGate } from "@/lib/realtime/socket-gate";

type Options = {
  logins: Logins;
  /** Address people type. */
  siteUrl: string;
  context(actor: Actor): Ctx;
};

/** Sockets see what routes would answer (S11). */
export function createWebGate({ logins, siteUrl, context }: Options): SocketGate<UserActor> {
  return {
    isAllowedOrigin: ({ origin, host }) => origin === undefined || isOwnOrigin({ origin, host }, siteUrl),
    async authenticate({ headers, token }) {
      const actor = await actorOfHandshake(headers, token, logins).catch(rethrow);
      // Devices speak MQTT.
      return actor?.kind === "user" ? actor : null;
    },
    roomsOf,
    watchable: (actor, cameraIds) => watchableCameras(context(actor), cameraIds).catch(rethrow),
    refusal: (actor) =>
      can(actor, "camera:watch")
        ? notFound("Camera")
        : new AppError("forbidden", "You see this camera live while a session of yours is open on it."),
  };
}

/** An absent Postgres is something a socket may wait for. */
function rethrow(error: unknown): never {
  throw toAppError(error);
}

function roomsOf(actor: UserActor): string[] {
  // A token with few scopes hears nothing but what its routes would tell it.
  const hearsAll = (["session:read", "recording:read", "file:list", "camera:read"] as const).every((p) =>
    can(actor, p),
  );
  const hearsChanges = can(actor, "session:read") && can(actor, "recording:read") && can(actor, "court:read");
  if (!hearsChanges) return [];
  const { clubId } = actor;
  return [
    rooms.user(actor.id),
    ...(scopeOf(actor, "file:list") === "own" ? [rooms.ownFiles(actor.id)] : []),
    ...(actor.role === "SUPER_ADMIN" && hearsAll ? [rooms.super] : []),
    ...(clubId === null ? [] : [rooms.club(clubId), ...(hearsAll ? [rooms.staff(clubId)] : [])]),
  ];
}
