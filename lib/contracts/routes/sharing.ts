import { define } from "./spec";

/** Recordings shown to people without a login, by a link that ends. */
export const sharingRoutes = define({});
