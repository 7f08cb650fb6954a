import { setTimeout as delay } from "node:timers/promises";
import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/server/runtime";

/** An orchestrator asks every few seconds and must not be kept waiting by what hangs. */
const ANSWER_MS = 1_000;

/** 200 when requests can be served; 503 with the parts that fail. */
export async function readinessResponse(): Promise<Response> {
  const { db, isBrokerConnected, isAccepting } = runtime();
  const checks = {
    accepting: isAccepting(),
    postgres: await within(ANSWER_MS, db.$queryRaw`SELECT 1`),
    broker: isBrokerConnected(),
  };
  const failing = Object.entries(checks).flatMap(([part, isFine]) => (isFine ? [] : [part]));
  const headers = { "cache-control": "no-store" };
  if (failing.length === 0) return Response.json({ success: true, status: "ready", checks }, { headers });
  const message = `Not ready: ${failing.join(", ")}.`;
  const error = { code: "unavailable", message, details: checks, request_id: newId() };
  return Response.json({ success: false, error }, { status: 503, headers: { ...headers, "retry-after": "2" } });
}

const within = (ms: number, work: Promise<unknown>): Promise<boolean> =>
  Promise.race([
    work.then(
      () => true,
      () => false,
    ),
    delay(ms, false, { ref: false }),
  ]);
