"use client";
import { useSearchParams } from "next/navigation";
import { readWallAddress, type WallAddress, writeWallAddress } from "@/lib/client/wall-address";

/** What the address says, and a way to change it without asking the server for anything. */
export function useWallAddress(): [WallAddress, (change: Partial<WallAddress>) => void] {
  const address = readWallAddress(useSearchParams());
  const change = (next: Partial<WallAddress>) => {
    const url = writeWallAddress({ ...address, ...next });
    // From one court to the next is no way one wants to walk back step by step.
    if (address.court !== null && next.court) window.history.replaceState(null, "", url);
    else window.history.pushState(null, "", url);
  };
  return [address, change];
}
