CREATE TABLE "conditions" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "device_id" TEXT NOT NULL,
    "camera_id" INTEGER,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "well_since" TIMESTAMPTZ(3),
    "recovered_at" TIMESTAMPTZ(3),
    CONSTRAINT "conditions_pkey" PRIMARY KEY ("id")
);
-- One for each trouble of a device or of one of its cameras, however often it comes back.
CREATE UNIQUE INDEX "conditions_once" ON "conditions"("device_id", COALESCE("camera_id", 0), "kind");
ALTER TABLE "conditions" ADD CONSTRAINT "conditions_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "devices"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "conditions" ADD CONSTRAINT "conditions_camera_id_fkey" FOREIGN KEY ("camera_id") REFERENCES "cameras"("id") ON DELETE CASCADE ON UPDATE CASCADE;
