import type { Clock } from "@/lib/core/clock";
import type { Db } from "@/lib/db/client";

/** What proving who somebody is needs. */
export type Logins = {
  db: Db;
  clock: Clock;
  /** Encrypts the browser's cookie (NEXTAUTH_SECRET). */
  secret: string;
  /** Pages are served over https, so cookies carry the Secure prefix. */
  isSecure: boolean;
};
