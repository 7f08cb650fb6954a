/** The last alert this browser showed to this person. A browser that keeps nothing begins anew at each visit. */
export function lastSeenOf(userId: number) {
  const key = `vigie:alerts:${userId}:last`;
  return {
    load(): number | null {
      const kept = Number(readKept(key) ?? Number.NaN);
      return Number.isSafeInteger(kept) && kept >= 0 ? kept : null;
    },
    /** Of several tabs the one that is furthest counts; numbers that ran backwards are a restored server's. */
    save: (seq: number): void => keep(key, String(seq)),
  };
}

/** What this browser keeps by itself; null where it refuses to. */
export function readKept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Full or forbidden: this visit goes on without.
  }
}
