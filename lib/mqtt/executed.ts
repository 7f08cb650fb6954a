import type { Reply } from "@/lib/contracts/mqtt";

/** `begun`: it was started and its end was not recorded, because it is running or because the program died in it. */
export type Execution = { state: "begun" } | { state: "done"; reply: Reply };

/** Which commands a device has executed, and what it answered. Old ones are forgotten: a repeat comes within seconds. */
export interface ExecutedStore {
  /** Remembered when this returns, as durably as the store is. Beginning an id again changes nothing. */
  begin(id: string): void;
  /** Throws nothing for an id that was never begun; it is then simply remembered as done. */
  finish(reply: Reply): void;
  find(id: string): Execution | null;
}
