import { define } from "./spec";

/** Clubs, courts, people, devices and who did what. */
export const administrationRoutes = define({});
