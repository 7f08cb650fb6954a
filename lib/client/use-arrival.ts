"use client";
import { useEffect, useState } from "react";
import { type Arrival, arrivalOf } from "./arrival";

const ASK_AGAIN_MS = 1_000;

/**
 * Has a video brought that is still on its device (`isAway`), by asking for it as a player would, and says how far it is. `wasAwaited`
 * once it came while somebody watched.
 */
export function useArrival({ src, isAway }: { src: string; isAway: boolean }): Arrival & { wasAwaited: boolean } {
  const [arrival, setArrival] = useState<Arrival>({ state: "coming", progress: null });
  const [wasAwaited, setWasAwaited] = useState(false);
  const isOver = arrival.state === "here" || arrival.state === "gone";
  useEffect(() => {
    if (!isAway || isOver) return;
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      const next = await ask(src, controller.signal);
      if (controller.signal.aborted) return;
      setArrival(next);
      if (next.state === "coming" || next.state === "away") setWasAwaited(true);
      timer = setTimeout(look, ASK_AGAIN_MS);
    };
    void look();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [src, isAway, isOver]);
  return isAway ? { ...arrival, wasAwaited } : { state: "here", wasAwaited };
}

/** One byte is enough to know; without an answer the page waits as for a device that is away. */
async function ask(src: string, signal: AbortSignal): Promise<Arrival> {
  try {
    const response = await fetch(src, { headers: { Range: "bytes=0-0" }, signal });
    const body: unknown = response.status === 202 ? await response.json() : await response.body?.cancel();
    return arrivalOf(response.status, body);
  } catch {
    return { state: "away" };
  }
}
