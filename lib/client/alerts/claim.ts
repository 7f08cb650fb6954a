import { keep, readKept } from "./last-seen";

/**
 * Lets one tab of this browser act for all alerts up to `seq`: resolves with true for the first that asks. Web Locks make
 * the tabs wait for each other; where they are missing (plain http) two tabs at the same instant may both be told yes.
 */
export async function claim(what: string, seq: number): Promise<boolean> {
  const key = `vigie:alerts:claimed:${what}`;
  const take = (): boolean => {
    if (Number(readKept(key) ?? 0) >= seq) return false;
    keep(key, String(seq));
    return true;
  };
  return navigator.locks ? navigator.locks.request(key, take) : take();
}
