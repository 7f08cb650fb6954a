import { expect } from "@playwright/test";
import { tokenOf } from "../people";
import { type Bytes, type Said, send } from "./wire";

/** `isSlowedDown`: where guesses are counted, being told to wait is an answer too. */
export type Input = { what: string; bytes: Bytes; isSlowedDown?: boolean };
const AT_ONCE = 16;

/** A club admin of club 1 who means no good, against the running stack. */
export async function openAttack() {
  const [admin, superAdmin] = [await tokenOf("club_admin"), await tokenOf("super_admin")];
  const { url } = admin;
  const bearer: Record<string, string> = { Authorization: admin.headers.authorization! };
  const ask = async (path: string) => (await fetch(`${url}${path}`, { headers: superAdmin.headers })).json();
  const { clubs } = (await ask("/api/clubs")) as { clubs: { id: number; name: string }[] };
  const wordsOf = async (clubId: number) => {
    const { users } = (await ask(`/api/users?club_id=${clubId}`)) as { users: { email: string }[] };
    return [...users.map(({ email }) => email), clubs.find(({ id }) => id === clubId)!.name];
  };
  const [own, foreign] = [await wordsOf(1), await wordsOf(2)];
  expect(Math.min(own.length, foreign.length)).toBeGreaterThan(2);

  return {
    url,
    bearer,
    /** Words that only club 1 has, and only club 2. */
    own,
    foreign,
    /** Sends each; whatever is said must be a refusal in order, and show none of the secrets. */
    async attack(inputs: Input[], isFine: (said: Said) => boolean, secrets = foreign): Promise<void> {
      const bad: string[] = [];
      const sendOne = async ({ what, bytes, isSlowedDown = false }: Input) => {
        const said = await send(url, bytes);
        const leaked = secrets.find((word) => said.body.includes(word) || said.head.includes(word));
        if (leaked) bad.push(`${what} shows ${leaked}`);
        if (said.status >= 500 || (said.status === 429 && !isSlowedDown) || !isFine(said))
          bad.push(`${what}: ${said.status} ${said.head} ${said.body.slice(0, 150)}`);
      };
      for (let i = 0; i < inputs.length; i += AT_ONCE) await Promise.all(inputs.slice(i, i + AT_ONCE).map(sendOne));
      console.log(`hostile inputs: ${inputs.length}`);
      expect(bad.slice(0, 20), `${bad.length} of ${inputs.length}`).toEqual([]);
    },
    async expectAlive(): Promise<void> {
      expect((await fetch(`${url}/livez`)).status, "the server still answers").toBe(200);
      expect((await fetch(`${url}/api/account`, { headers: bearer })).status, "and knows its people").toBe(200);
    },
  };
}
