import type { Account } from "@/scripts/demo/credentials";

type Answer = { status: number; body: Record<string, unknown> & { error?: { code: string } } };

/** A program that uses the API as one account. */
export async function apiClient(url: string, { email, password }: Account) {
  const login = await fetch(`${url}/api/auth/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  const { token } = (await login.json()) as { token: string };
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const read = async (answer: Response): Promise<Answer> => ({
    status: answer.status,
    body: (await answer.json()) as Answer["body"],
  });
  return {
    headers,
    get: async (path: string) => read(await fetch(url + path, { headers })),
    post: async (path: string, body: object) =>
      read(await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) })),
    /** Null while web does not answer. */
    status: async (sessionId: string): Promise<Record<string, never> | null> =>
      fetch(`${url}/api/video/record/status/${sessionId}`, { headers, signal: AbortSignal.timeout(2_000) })
        .then((answer) => (answer.ok ? answer.json() : null))
        .then((body) => (body as { recording: Record<string, never> } | null)?.recording ?? null)
        .catch(() => null),
  };
}
