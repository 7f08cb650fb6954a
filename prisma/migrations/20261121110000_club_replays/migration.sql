-- Whether a club's cameras keep their last seconds, so that they can be saved as a clip.
ALTER TABLE "clubs" ADD COLUMN "replays_enabled" BOOLEAN NOT NULL DEFAULT false;
