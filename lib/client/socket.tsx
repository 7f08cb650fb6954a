"use client";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useSWRConfig } from "swr";
import type { ServerEvents } from "@/lib/contracts/sockets";
import { type LinkState, LiveConnection, type NoticeName } from "./live-connection";
import { routes } from "./routes";

const Context = createContext<LiveConnection | null>(null);

/** Holds the one connection of the page, and asks everything again whenever it was made. */
export function SocketProvider({ children }: { children: ReactNode }) {
  const [connection] = useState(() => new LiveConnection());
  const { mutate } = useSWRConfig();
  useEffect(() => {
    connection.onConnect = () => void mutate(() => true);
    connection.onRefused = () => void mutate(routes.account.path);
    return connection.connect();
  }, [connection, mutate]);
  return <Context value={connection}>{children}</Context>;
}

/** The shared connection; throws outside of SocketProvider. */
export function useConnection(): LiveConnection {
  const connection = useContext(Context);
  if (!connection) throw new Error("SocketProvider is missing above this component");
  return connection;
}

/** Whether the server can be heard now. */
export function useLinkState(): LinkState {
  const { onState, getState } = useConnection();
  return useSyncExternalStore(onState, getState, () => "connecting");
}

/** Calls the newest `handler` with every notice of this name while the component is mounted. */
export function useNotice<Name extends NoticeName>(name: Name, handler: ServerEvents[Name]): void {
  const connection = useConnection();
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    const call = (notice: Parameters<ServerEvents[Name]>[0]) => (latest.current as (n: typeof notice) => void)(notice);
    return connection.on(name, call as ServerEvents[Name]);
  }, [connection, name]);
}
