"use client";
import { sessionAfterDevice } from "@/lib/client/device-notice";
import { routes } from "@/lib/client/routes";
import { useNotice } from "@/lib/client/socket";
import { useApi } from "@/lib/client/use-api";
import { useChange } from "@/lib/client/use-change";
import type { SessionView } from "@/lib/contracts/sessions";

type Notice = { session_id: string; session: SessionView | null };
/** Only a net below the notices. */
const REFRESH_MS = 20_000;

/** One session, kept true by what the server says meanwhile. */
export function useSession(sessionId: string) {
  const read = useApi(routes.session, { params: { id: sessionId } }, { refreshInterval: REFRESH_MS });
  const { mutate } = read;
  const change = useChange(read);
  const takeNotice = ({ session_id, session }: Notice) => {
    if (session_id !== sessionId) return;
    if (!session) return void mutate();
    change((now) => ({ ...now, session: { ...now.session, ...session } }));
  };
  useNotice("session", takeNotice);
  useNotice("recording", takeNotice);
  useNotice("device", (notice) => {
    change((now) => ({ ...now, session: sessionAfterDevice(now.session, notice) }));
  });
  return read;
}
