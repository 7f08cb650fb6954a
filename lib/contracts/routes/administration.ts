import { z } from "zod";
import { AuditEntryView, AuditFilters } from "../audit";
import { IdText, Locale, NextCursor, Page } from "../common";
import { CamerasOfDeleted, CourtView, CreateCourt, UpdateCourt } from "../courts";
import { define } from "./spec";

/** Courts and who did what. */
export const administrationRoutes = define({
  courtCreate: {
    method: "POST",
    path: "/api/courts",
    access: "court:write",
    summary: "Add a court",
    body: CreateCourt,
    answer: z.object({ court: CourtView }),
    status: 201,
  },
  courtUpdate: {
    method: "PATCH",
    path: "/api/courts/[id]",
    access: "court:write",
    summary: "Rename a court or move it among the others",
    params: z.object({ id: IdText }),
    body: UpdateCourt,
    answer: z.object({ court: CourtView }),
  },
  courtDelete: {
    method: "DELETE",
    path: "/api/courts/[id]",
    access: "court:write",
    summary: "Delete a court; its recordings stay. One with cameras says what becomes of them",
    params: z.object({ id: IdText }),
    query: z.object({ cameras: CamerasOfDeleted.optional() }),
    answer: z.object({ court: CourtView }),
  },
  auditList: {
    method: "GET",
    path: "/api/audit",
    access: "audit:read",
    summary: "Who did what, newest first",
    query: Page.extend(AuditFilters.shape),
    answer: z.object({ entries: z.array(AuditEntryView), next_cursor: NextCursor }),
  },
  auditExport: {
    method: "GET",
    path: "/api/audit/export",
    access: "audit:read",
    summary: "The same as a table for a spreadsheet, the newest 10,000 entries at most",
    query: AuditFilters.extend({ locale: Locale.default("en") }),
    produces: "text/csv",
  },
});
