import type { z } from "zod";
import { notFound } from "@/lib/auth/permissions";
import type { RouteSpec } from "@/lib/contracts/routes";
import { AppError } from "@/lib/core/errors";
import { explain } from "./explain";

export type PathParams = Record<string, string | string[]>;

/** What the path parameters of each part of the API name, in the words its verbs use. */
const NAMED_THINGS = [
  ["/api/video/files/", "Video"],
  ["/api/cameras/", "Camera"],
  ["/api/video/", "Session"],
  ["/api/preview/", "Session"],
  ["/api/courts/", "Court"],
  ["/api/devices/", "Device"],
  ["/api/clubs/", "Club"],
  ["/api/users/", "Person"],
  ["/api/tokens/", "Token"],
  ["/api/account/logins/", "Login"],
  ["/api/auth/link/", "Link"],
  ["/api/shares/", "Link"],
  ["/api/shared/", "Link"],
  ["/api/schedule/", "Plan"],
  ["/api/calendar/", "Calendar"],
] as const;

/** The path parameters. Throws `not_found` for an id of the wrong shape, as for one that does not exist. */
export function readParams({ params, path }: RouteSpec, given: PathParams): unknown {
  if (!params) return undefined;
  const parsed = params.safeParse(given);
  if (parsed.success) return parsed.data;
  throw notFound(NAMED_THINGS.find(([prefix]) => path.startsWith(prefix))?.[1] ?? "Page");
}

/** The query's parameters; a name given twice counts once, the last. Throws `unprocessable` with details. */
export function readQuery(schema: z.ZodType | undefined, request: Request): unknown {
  if (!schema) return undefined;
  const given = Object.fromEntries(new URL(request.url).searchParams);
  // Postgres does not take it in any text.
  if (Object.values(given).some((value) => value.includes("\0")))
    throw new AppError("unprocessable", "The address holds a character that nothing is called (NUL).");
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new AppError("unprocessable", `The address has a wrong parameter. ${explain(parsed.error)}`, {
    details: parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message })),
  });
}
