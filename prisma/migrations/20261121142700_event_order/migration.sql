-- Each start of a device whose events are numbered, in the order they were first received.
CREATE TABLE "device_boots" (
    "position" BIGSERIAL NOT NULL,
    "device_id" TEXT NOT NULL,
    "boot_id" TEXT NOT NULL,
    "offset_ms" DOUBLE PRECISION,

    CONSTRAINT "device_boots_pkey" PRIMARY KEY ("position")
);
CREATE UNIQUE INDEX "device_boots_device_id_boot_id_key" ON "device_boots"("device_id", "boot_id");
ALTER TABLE "device_boots" ADD CONSTRAINT "device_boots_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "devices"("id") ON DELETE CASCADE ON UPDATE CASCADE;

INSERT INTO "device_boots" ("device_id", "boot_id")
SELECT "device_id", coalesce("boot_id", '') FROM "events" WHERE "seq" IS NOT NULL
GROUP BY 1, 2 ORDER BY min("received_at"), min("seq");

ALTER TABLE "events"
    ADD COLUMN "arrival" BIGINT,
    ADD COLUMN "placed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    ADD COLUMN "placed_boot" BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN "placed_seq" BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN "time_known" BOOLEAN NOT NULL DEFAULT true;

UPDATE "events" SET "arrival" = numbered.n
FROM (SELECT "event_id", row_number() OVER (ORDER BY "received_at", "seq", "event_id") AS n FROM "events") numbered
WHERE numbered."event_id" = "events"."event_id";

UPDATE "events" SET "placed_boot" = b."position", "placed_seq" = "seq"
FROM "device_boots" b
WHERE "seq" IS NOT NULL AND b."device_id" = "events"."device_id" AND b."boot_id" = coalesce("events"."boot_id", '');

-- What is there keeps the time it said, never after its arrival and never before what its device said earlier.
UPDATE "events" SET "placed_at" = placed."at"
FROM (
    SELECT "event_id", CASE WHEN "seq" IS NULL THEN least("occurred_at", "received_at")
        ELSE max(least("occurred_at", "received_at")) OVER (PARTITION BY "device_id", "seq" IS NULL ORDER BY "placed_boot", "placed_seq") END AS "at"
    FROM "events"
) placed
WHERE placed."event_id" = "events"."event_id";

CREATE SEQUENCE "events_arrival_seq" AS BIGINT OWNED BY "events"."arrival";
SELECT setval('events_arrival_seq', (SELECT coalesce(max("arrival"), 0) + 1 FROM "events"), false);
ALTER TABLE "events" ALTER COLUMN "arrival" SET DEFAULT nextval('events_arrival_seq'), ALTER COLUMN "arrival" SET NOT NULL;
CREATE UNIQUE INDEX "events_arrival_key" ON "events"("arrival");

DROP INDEX "events_club_id_occurred_at_event_id_idx";
DROP INDEX "events_device_id_boot_id_seq_idx";
CREATE INDEX "events_club_id_placed_at_placed_boot_placed_seq_event_id_idx" ON "events"("club_id", "placed_at" DESC, "placed_boot" DESC, "placed_seq" DESC, "event_id" DESC);
CREATE INDEX "events_placed_at_placed_boot_placed_seq_event_id_idx" ON "events"("placed_at" DESC, "placed_boot" DESC, "placed_seq" DESC, "event_id" DESC);
CREATE INDEX "events_device_id_placed_boot_placed_seq_idx" ON "events"("device_id", "placed_boot", "placed_seq");

ALTER TABLE "events" ADD CONSTRAINT "events_acknowledged_by_id_fkey" FOREIGN KEY ("acknowledged_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
