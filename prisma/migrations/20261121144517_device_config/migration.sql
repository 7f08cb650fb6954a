ALTER TABLE "devices" ADD COLUMN "config" JSONB;
