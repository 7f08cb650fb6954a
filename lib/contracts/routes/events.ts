import { z } from "zod";
import { NextCursor, Page } from "../common";
import { EventFilters, EventView } from "../events";
import { define } from "./spec";

/** What sensors and the system saw. */
export const eventRoutes = define({
  eventList: {
    method: "GET",
    path: "/api/events",
    access: "event:read",
    summary: "Events, newest first",
    query: Page.extend(EventFilters.shape),
    answer: z.object({ events: z.array(EventView), next_cursor: NextCursor }),
  },
});
