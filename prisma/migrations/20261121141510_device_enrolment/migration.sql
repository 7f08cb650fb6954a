-- Devices are enrolled by a one-time code; their tokens can be changed without locking them out.
ALTER TABLE "devices"
  ALTER COLUMN "token_hash" DROP NOT NULL,
  ADD COLUMN "token_verifier" TEXT,
  ADD COLUMN "next_token_hash" TEXT,
  ADD COLUMN "next_token_verifier" TEXT,
  ADD COLUMN "next_token_made_at" TIMESTAMPTZ(3),
  ADD COLUMN "next_token_kept_at" TIMESTAMPTZ(3),
  ADD COLUMN "enrolled_at" TIMESTAMPTZ(3);

-- Who is here already was enrolled by hand.
UPDATE "devices" SET "enrolled_at" = "created_at";

CREATE TABLE "device_codes" (
    "id" UUID NOT NULL,
    "device_id" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "created_by_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "device_codes_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "device_codes_code_hash_key" ON "device_codes"("code_hash");
CREATE INDEX "device_codes_device_id_idx" ON "device_codes"("device_id");
ALTER TABLE "device_codes" ADD CONSTRAINT "device_codes_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "devices"("id") ON DELETE CASCADE ON UPDATE CASCADE;
