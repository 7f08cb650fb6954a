"use client";
import { useState } from "react";
import { useRefusalText } from "./use-refusal-text";

/** One thing at a time: whether it is under way, and why the last one failed. `run` says whether it went well. */
export function useAction() {
  const refusalText = useRefusalText();
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  async function run(action: () => Promise<unknown>): Promise<boolean> {
    setIsBusy(true);
    setError(null);
    try {
      await action();
      return true;
    } catch (cause) {
      setError(refusalText(cause));
      return false;
    } finally {
      setIsBusy(false);
    }
  }
  return { isBusy, error, run, clearError: () => setError(null) };
}
