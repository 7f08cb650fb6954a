import type { Actor, UserActor } from "@/lib/auth/actor";
import { can, notFound } from "@/lib/auth/permissions";
import { AppError } from "@/lib/core/errors";
import type { Ctx } from "@/lib/domain/context";
import { watchableCameras } from "@/lib/domain/preview/watchable";
import { rooms } from "@/lib/realtime/rooms";
import type { SocketCredentials, SocketGate } from "@/lib/realtime/socket-gate";

type Options = {
  /** The same login that routes accept. Null for a device: they speak MQTT. */
  authenticate(credentials: SocketCredentials): Promise<Actor | null>;
  /** Address people type. */
  siteUrl: string;
  context(actor: Actor): Ctx;
};

/** Sockets see what routes would answer (S11). */
export function createWebGate({ authenticate, siteUrl, context }: Options): SocketGate<UserActor> {
  const siteHost = new URL(siteUrl).host;
  return {
    isAllowedOrigin: ({ origin, host }) => origin === undefined || isSameSite(origin, [siteHost, host]),
    async authenticate(credentials) {
      const actor = await authenticate(credentials);
      return actor?.kind === "user" ? actor : null;
    },
    roomsOf,
    watchable: (actor, cameraIds) => watchableCameras(context(actor), cameraIds),
    refusal: (actor) =>
      can(actor, "camera:watch")
        ? notFound("Camera")
        : new AppError("forbidden", "You see this camera live while a session of yours is open on it."),
  };
}

/** A page of ours, by the configured address or by the one it was asked under (an IP address on the local network). */
function isSameSite(origin: string, hosts: readonly (string | undefined)[]): boolean {
  return URL.canParse(origin) && hosts.includes(new URL(origin).host);
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
    ...(actor.role === "SUPER_ADMIN" && hearsAll ? [rooms.super] : []),
    ...(clubId === null ? [] : [rooms.club(clubId), ...(hearsAll ? [rooms.staff(clubId)] : [])]),
  ];
}
