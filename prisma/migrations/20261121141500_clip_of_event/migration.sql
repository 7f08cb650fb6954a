-- The clips of an event are asked for with it.
CREATE INDEX "media_files_event_id_idx" ON "media_files"("event_id");
