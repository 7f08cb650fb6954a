-- The audit log is read newest first, in the order it was written.
CREATE INDEX "audit_log_club_id_id_idx" ON "audit_log"("club_id", "id" DESC);
