import { z } from "zod";

/** The Postgres channel every web program listens to. */
export const NOTICE_CHANNEL = "vigie";

/**
 * A row changed and somebody may be looking. Carries ids only: each web loads the view once and decides itself who may
 * see it. `ownerId` is the person who made the thing, so that a player hears of their own.
 */
export type Notice = z.infer<typeof Notice>;
export const Notice = z.object({
  kind: z.enum(["session", "recording", "file", "device", "event", "plan", "alert"]),
  id: z.string(),
  clubId: z.int().nullable(),
  ownerId: z.int().nullish(),
  deleted: z.boolean().optional(),
});

/** Tells every web program. With a transaction's client the notices leave at its commit, or never. */
export type Notify = (tx: Queryable, ...notices: Notice[]) => Promise<void>;

/** The part of a Prisma client (or of a transaction's) that a notice needs. */
export type Queryable = { $executeRaw(query: TemplateStringsArray, ...values: unknown[]): Promise<number> };
