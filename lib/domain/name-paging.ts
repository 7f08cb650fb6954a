import { AppError } from "@/lib/core/errors";

/** Where a list that runs by name goes on: past this name, and past this id among those called the same. */
type NameCursor = { name: string; id: number };

export const encodeNameCursor = ({ name, id }: NameCursor): string =>
  Buffer.from(JSON.stringify([id, name])).toString("base64url");

/** Throws `unprocessable` for a cursor no list of ours gave. */
export function decodeNameCursor(text: string): NameCursor {
  const [id, name, ...rest] = parsed(text);
  if (rest.length > 0 || !Number.isInteger(id) || Number(id) < 1 || Number(id) > 2_147_483_647) throw unknown();
  if (typeof name !== "string" || /\0|\p{Surrogate}/u.test(name)) throw unknown();
  return { name, id: Number(id) };
}

/** The Prisma `where` of what comes after `cursor`, by name. */
export const afterName = ({ name, id }: NameCursor) => ({ OR: [{ name: { gt: name } }, { name, id: { gt: id } }] });

export const BY_NAME = [{ name: "asc" }, { id: "asc" }] as const;

function parsed(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (Array.isArray(value)) return value;
  } catch {
    // Told below, like everything else that is not a cursor.
  }
  throw unknown();
}

const unknown = () => new AppError("unprocessable", "The cursor is not one this list gave. Start again without it.");
