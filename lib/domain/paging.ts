import { AppError } from "@/lib/core/errors";

/** Where a list that runs newest first goes on: past this moment, and past this id within it. */
export type Cursor = { at: Date; id: string };

export const encodeCursor = ({ at, id }: Cursor): string =>
  Buffer.from(`${at.toISOString()} ${id}`).toString("base64url");

/** `isId` keeps foreign text out of the query. Throws `unprocessable` for a cursor no list of ours gave. */
export function decodeCursor(text: string, isId: (id: string) => boolean): Cursor {
  const [at = "", id = "", ...rest] = Buffer.from(text, "base64url").toString("utf8").split(" ");
  const date = new Date(at);
  if (rest.length > 0 || Number.isNaN(date.getTime()) || date.toISOString() !== at || !isId(id))
    throw new AppError("unprocessable", "The cursor is not one this list gave. Start again without it.");
  return { at: date, id };
}

/** The Prisma `where` of what comes after `cursor`, newest first. */
export const after = (cursor: Cursor) => afterBy("createdAt", cursor);

/** The same for a list that runs along another moment. */
export const afterBy = <Column extends string>(column: Column, { at, id }: Cursor) => ({
  OR: [{ [column]: { lt: at } }, { [column]: at, id: { lt: id } }],
});

/** Cuts the one row too many that tells whether there is more, and says where to go on. */
export function page<T>(
  rows: T[],
  limit: number,
  cursorOf: (row: T) => string,
): { rows: T[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, nextCursor: rows.length > limit && last ? cursorOf(last) : null };
}
