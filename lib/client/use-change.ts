"use client";
import { useCallback, useEffect, useRef } from "react";

type Read<Data> = {
  data: Data | undefined;
  isValidating: boolean;
  mutate: (change: (now: Data | undefined) => Data | undefined, options: { revalidate: boolean }) => unknown;
};

/**
 * Applies what a notice said to what is shown, without asking the server.
 * SWR throws away a reading that a local change overtook: such a reading is made again, or the page would wait for it.
 */
export function useChange<Data>({ data, isValidating, mutate }: Read<Data>): (change: (now: Data) => Data) => void {
  const mustRead = useRef(true);
  useEffect(() => {
    mustRead.current = isValidating || data === undefined;
  });
  return useCallback((change) => void mutate((now) => now && change(now), { revalidate: mustRead.current }), [mutate]);
}
