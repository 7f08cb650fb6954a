import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { ANONYMOUS } from "@/lib/auth/actor";
import { nextAuthOptions } from "@/lib/auth/next-auth-options";
import { AppError, ERROR_STATUS, isErrorCode } from "@/lib/core/errors";
import { closeLogin, logInBrowser } from "@/lib/domain/users/log-in-browser";
import { type Runtime, runtime } from "@/lib/server/runtime";
import { readBoundedBody } from "./bounded-body";
import { problem, toAppError } from "./problem";
import { loginsOf, pageActor } from "./request-actor";
import { requestIdOf } from "./request-id";
import { requireSameOrigin } from "./same-origin";

type Context = { params: Promise<{ nextauth: string[] }> };

/** next-auth's own routes: the browser's login, logout and csrf token. */
export async function handleNextAuth(request: NextRequest, context: Context): Promise<Response> {
  const requestId = requestIdOf(request);
  const web = runtime();
  try {
    if (!web.isAccepting()) throw new AppError("unavailable", "Vigie is restarting. Try again in a moment.");
    // Without an Origin next-auth's own csrf token decides.
    if (request.method !== "GET" && request.headers.has("origin")) requireSameOrigin(request, web.config.NEXTAUTH_URL);
    if (await isSessionOfNobody(request, context)) return Response.json({});
    const answer: Response = await NextAuth(
      await withBoundedBody(request),
      context,
      optionsOf(web, request, requestId),
    );
    return await withOurStatus(answer);
  } catch (error) {
    return problem(error, requestId, web.log);
  }
}

function optionsOf(web: Runtime, { headers }: NextRequest, requestId: string) {
  const ctx = web.context(ANONYMOUS, requestId);
  const browser = { userAgent: headers.get("user-agent"), address: headers.get("x-forwarded-for") };
  return nextAuthOptions({
    ...loginsOf(web),
    log: ctx.log,
    logIn: (credentials) =>
      logInBrowser(ctx, credentials, browser).catch((error: unknown) => {
        throw toAppError(error);
      }),
    endLogin: (loginId) => closeLogin(ctx, loginId),
  });
}

/** next-auth knows a cookie by its seal alone: whose login is over is nobody to its `session` route either. */
async function isSessionOfNobody({ headers }: NextRequest, { params }: Context): Promise<boolean> {
  return (await params).nextauth[0] === "session" && (await pageActor(headers.get("cookie"))) === null;
}

async function withBoundedBody(request: NextRequest): Promise<NextRequest> {
  if (request.method === "GET") return request;
  const { url, method, headers } = request;
  return new NextRequest(url, { method, headers, body: await readBoundedBody(request) });
}

/** next-auth answers 401 to every login it could not make; a page must tell a lock or a restart from a wrong password. */
async function withOurStatus(answer: Response): Promise<Response> {
  if (answer.status !== 401) return answer;
  const body: unknown = await answer
    .clone()
    .json()
    .catch(() => null);
  const url = typeof body === "object" && body !== null && "url" in body ? String(body.url) : "";
  const code = URL.canParse(url) ? new URL(url).searchParams.get("error") : null;
  return isErrorCode(code)
    ? new Response(answer.body, { status: ERROR_STATUS[code], headers: answer.headers })
    : answer;
}
