import type { z } from "zod";

/** The first few problems of a value, for a person: `duration_minutes: Too big: expected number to be <=600`. */
export function explain(error: z.ZodError): string {
  const told = error.issues
    .slice(0, 3)
    .map(({ path, message }) => (path.length ? `${path.join(".")}: ${message}` : message));
  const more = error.issues.length - told.length;
  return `${told.join("; ")}${more > 0 ? ` (and ${more} more)` : ""}.`;
}
