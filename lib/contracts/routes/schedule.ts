import { define } from "./spec";

/** Recordings planned ahead. */
export const scheduleRoutes = define({});
