import type { IncomingHttpHeaders } from "node:http";
import type { AppError } from "@/lib/core/errors";

/** What a connection shows of itself: cookies and Origin in the headers, or a bearer token. */
export type SocketCredentials = { headers: IncomingHttpHeaders; token: string | null };

/**
 * Who may connect and see what, decided by whoever composes the server. `A` is the actor, opaque here. Every question is
 * asked again every few seconds; a rejected promise means "cannot tell now" and changes nothing.
 */
export interface SocketGate<A> {
  /** False for a page of another site. Asked before anything else. */
  isAllowedOrigin(headers: IncomingHttpHeaders): boolean;
  /** Null when nobody is logged in, or no longer. */
  authenticate(credentials: SocketCredentials): Promise<A | null>;
  /** The server alone chooses the rooms. */
  roomsOf(actor: A): readonly string[];
  /** The device of each of these cameras whose picture the actor may see; others are left out. */
  watchable(actor: A, cameraIds: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** What to say of a camera that was left out. */
  refusal(actor: A): AppError;
}
