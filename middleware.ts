import { type NextRequest, NextResponse } from "next/server";
import { loginPath } from "@/lib/client/safe-next";

const PUBLIC_PAGES = new Set(["/login", "/offline"]);
/** What a link shows to whoever has it: a recording, or an invitation to choose a password. */
const LINKED_PAGE = /^\/(s|welcome)\/[^/]+$/;
/** next-auth's login cookie, also cut in parts (`.0`) or marked for https. */
const LOGIN_COOKIE = /^(__Secure-)?next-auth\.session-token(\.\d+)?$/;

/**
 * Sends people without a login to the login page. A courtesy, never the boundary: every page and route asks Postgres who
 * calls. It must not match /api, where Next would cut long request bodies.
 */
export function middleware(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  if (
    PUBLIC_PAGES.has(pathname) ||
    LINKED_PAGE.test(pathname) ||
    request.cookies.getAll().some(({ name }) => LOGIN_COOKIE.test(name))
  )
    return NextResponse.next();
  return NextResponse.redirect(new URL(loginPath(pathname + search), request.url));
}

export const config = {
  // Files have a dot in their last part.
  matcher: ["/((?!api/|api$|livez$|readyz$|metrics$|_next/|.*\\.[^/]*$).*)"],
};
