import type { SessionDetail, SessionView } from "@/lib/contracts/sessions";
import type { Account } from "@/scripts/demo/credentials";

/** The platform as a program sees it: bearer token, HTTP, nothing else. */
export class Api {
  private constructor(
    readonly url: string,
    readonly token: string,
  ) {}

  static async logIn(url: string, { email, password }: Account): Promise<Api> {
    const { token } = await new Api(url, "").post<{ token: string }>("/api/auth/token", { email, password });
    return new Api(url, token);
  }

  get authorization(): { Authorization?: string } {
    return this.token ? { Authorization: `Bearer ${this.token}` } : {};
  }

  async get(path: string): Promise<Response> {
    return this.checked(path, await fetch(this.url + path, { headers: this.authorization }));
  }

  post<T>(path: string, body: object): Promise<T> {
    return this.send("POST", path, body);
  }

  async send<T>(method: "POST" | "PATCH", path: string, body: object): Promise<T> {
    const headers = { ...this.authorization, "Content-Type": "application/json" };
    const answer = await fetch(this.url + path, { method, headers, body: JSON.stringify(body) });
    return (await this.checked(path, answer)).json() as Promise<T>;
  }

  async delete(path: string): Promise<void> {
    const answer = await fetch(this.url + path, { method: "DELETE", headers: this.authorization });
    await (await this.checked(path, answer)).arrayBuffer();
  }

  async openSession(of: { terrain_id: number } | { camera_id: number }): Promise<SessionView> {
    return (await this.post<{ session: SessionView }>("/api/video/session/create", of)).session;
  }

  async readSession(sessionId: string): Promise<SessionDetail> {
    return ((await (await this.get(`/api/video/session/${sessionId}`)).json()) as { session: SessionDetail }).session;
  }

  closeSession(sessionId: string): Promise<unknown> {
    return this.post("/api/video/session/close", { session_id: sessionId });
  }

  private async checked(path: string, answer: Response): Promise<Response> {
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
}
