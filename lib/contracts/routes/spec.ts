import type { z } from "zod";
import type { Permission } from "../permissions";

/** Who may call: a permission, a device about its own things, anyone, or anyone with more shown to those who log in. */
export type Access = Permission | "device" | "public";

export type RouteSpec = {
  method: "GET" | "POST" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS";
  /** As the folder under app/: `[id]` is a path parameter. */
  path: `/${string}`;
  access: Access;
  summary: string;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** The most its body may hold, where 64 KB are too few. */
  bodyBytes?: number;
  /** Fields beside `success: true`; absent when the answer is not JSON. */
  answer?: z.ZodObject;
  /** Media type of an answer that is not JSON. */
  produces?: string;
  status?: 200 | 201 | 202;
  /** Honours Idempotency-Key. */
  idempotent?: true;
  /** Asked several times a second by each viewer: who calls is looked up every few seconds only. */
  polled?: true;
  /** Also answers HEAD. */
  head?: true;
};

/** Keeps the literal types of a table, and holds it to `RouteSpec`. */
export const define = <const T extends Record<string, RouteSpec>>(routes: T): T => routes;
