-- Where a camera's stream is published to: sealed for its device, and what may be shown of it.
ALTER TABLE "cameras" ADD COLUMN "publish_sealed" TEXT, ADD COLUMN "publish_redacted" TEXT;
