import { z } from "zod";
import { AppError } from "@/lib/core/errors";
import type { Event, Prisma } from "@/lib/db/generated/client";

type PlaceColumns = Pick<Event, "placedAt" | "placedBoot" | "placedSeq" | "id">;

export const NEWEST_FIRST = [
  { placedAt: "desc" },
  { placedBoot: "desc" },
  { placedSeq: "desc" },
  { id: "desc" },
] as const satisfies Prisma.EventOrderByWithRelationInput[];

const encode = (...parts: string[]): string => Buffer.from(parts.join(" ")).toString("base64url");
const decode = (text: string): string[] => Buffer.from(text, "base64url").toString("utf8").split(" ");

export const placeCursor = ({ placedAt, placedBoot, placedSeq, id }: PlaceColumns): string =>
  encode(placedAt.toISOString(), String(placedBoot), String(placedSeq), id);

/** Where a list that came in the order of arrival goes on. */
export const arrivalCursor = (arrival: bigint): string => encode("arrived", String(arrival));

const Whole = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt);
const PlaceParts = z.tuple([z.iso.datetime({ precision: 3 }), Whole, Whole, z.uuid()]);
const ArrivalParts = z.tuple([z.literal("arrived"), Whole]);

/** The Prisma `where` of what stands below. Throws `unprocessable` for a cursor this list did not give. */
export function belowPlace(cursor: string): Prisma.EventWhereInput {
  const [at, placedBoot, placedSeq, id] = parse(PlaceParts, cursor);
  const placedAt = new Date(at);
  return {
    OR: [
      { placedAt: { lt: placedAt } },
      { placedAt, placedBoot: { lt: placedBoot } },
      { placedAt, placedBoot, placedSeq: { lt: placedSeq } },
      { placedAt, placedBoot, placedSeq, id: { lt: id } },
    ],
  };
}

/** What arrived after it. Throws `unprocessable` like `belowPlace`. */
export function afterArrival(cursor: string): Prisma.EventWhereInput {
  const [, arrival] = parse(ArrivalParts, cursor);
  return { arrival: { gt: arrival } };
}

function parse<T>(schema: z.ZodType<T>, cursor: string): T {
  const parts = schema.safeParse(decode(cursor));
  if (!parts.success)
    throw new AppError("unprocessable", "The cursor is not one this list gave. Start again without it.");
  return parts.data;
}
