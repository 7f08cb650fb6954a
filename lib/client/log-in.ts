export type LoginOutcome = "done" | "wrong" | "locked" | "unavailable";

/** What next-auth says of a login, in our words: `error` carries the code our provider threw, or its own name for "no". */
export function toOutcome(answer: { ok: boolean; status: number; error?: string | null } | undefined): LoginOutcome {
  if (!answer) return "unavailable";
  if (answer.ok && !answer.error) return "done";
  if (answer.status === 429 || answer.error === "rate_limited") return "locked";
  return answer.error === "CredentialsSignin" ? "wrong" : "unavailable";
}

/** Sets the login cookie when the e-mail address and password are right. Never throws. */
export async function logIn(email: string, password: string): Promise<LoginOutcome> {
  try {
    const { signIn } = await import("next-auth/react");
    return toOutcome(await signIn("credentials", { email, password, redirect: false }));
  } catch {
    return "unavailable";
  }
}

/** Ends the login and loads the login page afresh, so that nothing of this person stays in the browser. */
export async function logOut(): Promise<void> {
  const { signOut } = await import("next-auth/react");
  await signOut({ callbackUrl: "/login" });
}
