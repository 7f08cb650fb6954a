import type { Tx } from "@/lib/db/client";
import type { Alert } from "@/lib/db/generated/client";
import type { Ctx } from "../context";

/** An alert with everything of its row. */
export type RaisedAlert = Alert;

/** An alert is new, or what it is about is well again. */
export type AlertNews = "raised" | "recovered";

/**
 * A way to people who do not look at a page: a closed browser, another program. `enqueue` is called in the transaction
 * that raises the alerts, or says that their trouble is over, and only writes down what there is to send; sending comes after the commit, is tried again, and
 * never holds an event back. So each alert is written down once, however many web programs there are.
 */
export interface AlertChannel {
  readonly name: string;
  enqueue(ctx: Ctx, tx: Tx, alerts: readonly RaisedAlert[], news: AlertNews): Promise<void>;
}
