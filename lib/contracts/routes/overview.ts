import { define } from "./spec";

/** Whether everything is recording, stored and reachable right now. */
export const overviewRoutes = define({});
