"use client";
import { useState } from "react";

/**
 * Sends one thing at a time; says whether it is under way, and in the words of `refusalText` why it was refused. `submit`
 * resolves with null when it was.
 */
export function useSubmit(refusalText: (error: unknown) => string) {
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  async function submit<T>(send: () => Promise<T>): Promise<T | null> {
    setIsBusy(true);
    setError(null);
    try {
      return await send();
    } catch (cause) {
      setError(refusalText(cause));
      return null;
    } finally {
      setIsBusy(false);
    }
  }
  return { isBusy, error, submit };
}
