/** True when Postgres refused a row because another one has that name, address or number already. */
export const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "P2002";
