/** Leads on to where this person begins. */
const HOME = "/";
const BASE = "http://same.origin";

/** Where to go after login: a page of this very site, or `/`. Read as a browser reads it, so no spelling escapes. */
export function safeNext(next: string | null | undefined): string {
  if (!next?.startsWith("/") || !URL.canParse(next, BASE)) return HOME;
  const { origin, pathname, search, hash } = new URL(next, BASE);
  // `/.//evil.example` is of this origin, but its path alone would be read as another host.
  if (origin !== BASE || pathname.startsWith("//")) return HOME;
  return /^\/(login|api)(\/|$)/.test(pathname) ? HOME : pathname + search + hash;
}

/** The login page that comes back to `path`. */
export const loginPath = (path: string): string => {
  const next = safeNext(path);
  return next === HOME ? "/login" : `/login?next=${encodeURIComponent(next)}`;
};
