-- The id of a file is known from the start of its recording.
ALTER TABLE "recordings" ADD COLUMN "born_file_id" UUID;
