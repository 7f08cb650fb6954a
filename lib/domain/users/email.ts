/** How an address is kept and looked up. Postgres takes no NUL, and nobody's address has one. */
export const normaliseEmail = (email: string): string => email.replaceAll("\0", "").trim().toLowerCase();
