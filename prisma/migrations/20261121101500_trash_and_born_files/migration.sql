-- Where a file in the trash was, so that taking it back says the truth.
ALTER TABLE "media_files" ADD COLUMN "trashed_from" "MediaLocation";

-- The trash is emptied by age.
CREATE INDEX "media_files_trashed_at_idx" ON "media_files"("trashed_at");

-- A recording is found by the id of the file that is still being finished.
CREATE INDEX "recordings_born_file_id_idx" ON "recordings"("born_file_id");
