"use client";
import { useEffect, useRef } from "react";
import type { AlertView } from "@/lib/contracts/alerts";
import { useAccount } from "../account";
import { api } from "../api";
import { routes } from "../routes";
import { useConnection } from "../socket";
import { AlertHub } from "./alert-hub";
import { lastSeenOf } from "./last-seen";

type Handlers = { onShow: (alerts: readonly AlertView[]) => void; onUpdate: (alert: AlertView) => void };

/** Calls the newest handlers with each alert this browser has not shown yet, once and in order, also after it was away. */
export function useAlertFeed(handlers: Handlers): void {
  const connection = useConnection();
  const { user } = useAccount();
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    const hub = new AlertHub({
      read: (query) => api(routes.alertList, { query }),
      lastSeen: lastSeenOf(user.id),
      onShow: (alerts) => latest.current.onShow(alerts),
      onUpdate: (alert) => latest.current.onUpdate(alert),
    });
    const stopNotices = connection.on("alert", (notice) => hub.take({ kind: "noticed", notice }));
    const stopConnections = connection.whenConnected(() => hub.take({ kind: "connected" }));
    return () => {
      stopNotices();
      stopConnections();
      hub.stop();
    };
  }, [connection, user.id]);
}
