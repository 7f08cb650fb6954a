import { z } from "zod";
import { IdText } from "../common";
import { Overview } from "../overview";
import { define } from "./spec";

/** Whether everything is recording, stored and reachable right now. */
export const overviewRoutes = define({
  overview: {
    method: "GET",
    path: "/api/overview",
    access: "overview:read",
    summary: "Courts, devices, today's recordings, and what is wrong with them",
    query: z.object({ club_id: IdText.optional() }),
    answer: z.object({ overview: Overview }),
  },
});
