CREATE TYPE "AlertSeverity" AS ENUM ('info', 'warning', 'critical');

CREATE TABLE "alert_rules" (
    "id" UUID NOT NULL,
    "club_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "kinds" TEXT[] NOT NULL,
    "device_ids" TEXT[] NOT NULL DEFAULT '{}',
    "camera_ids" INTEGER[] NOT NULL DEFAULT '{}',
    "quiet_hours" JSONB NOT NULL DEFAULT '[]',
    "cooldown_seconds" INTEGER NOT NULL DEFAULT 0,
    "severity" "AlertSeverity" NOT NULL DEFAULT 'warning',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "alert_rules_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "alert_rules_has_kinds" CHECK (cardinality("kinds") > 0),
    CONSTRAINT "alert_rules_cooldown" CHECK ("cooldown_seconds" BETWEEN 0 AND 86400)
);
CREATE INDEX "alert_rules_club_id_idx" ON "alert_rules"("club_id");
ALTER TABLE "alert_rules" ADD CONSTRAINT "alert_rules_club_id_fkey" FOREIGN KEY ("club_id") REFERENCES "clubs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "alerts" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "club_id" INTEGER,
    "kind" TEXT NOT NULL,
    "severity" "AlertSeverity" NOT NULL,
    "rule_id" UUID,
    "event_id" UUID,
    "device_id" TEXT,
    "camera_id" INTEGER,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "recovered_at" TIMESTAMPTZ(3),
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by_id" INTEGER,
    "data" JSONB NOT NULL DEFAULT '{}',
    CONSTRAINT "alerts_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "alerts_seq_key" ON "alerts"("seq");
-- However often an event comes again, it alerts once.
CREATE UNIQUE INDEX "alerts_event_id_key" ON "alerts"("event_id");
CREATE INDEX "alerts_club_id_seq_idx" ON "alerts"("club_id", "seq" DESC);
-- What has not been acknowledged yet: the number on the bell, and the first part of the page.
CREATE INDEX "alerts_open" ON "alerts"("club_id", "seq" DESC) WHERE "acknowledged_at" IS NULL;
-- Cool-down and recovery ask for what was last told of a device.
CREATE INDEX "alerts_device_id_kind_occurred_at_idx" ON "alerts"("device_id", "kind", "occurred_at" DESC);
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_club_id_fkey" FOREIGN KEY ("club_id") REFERENCES "clubs"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "alert_rules"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("event_id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "devices"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_camera_id_fkey" FOREIGN KEY ("camera_id") REFERENCES "cameras"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_acknowledged_by_id_fkey" FOREIGN KEY ("acknowledged_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A club without a rule would be told of nothing: each begins with one, whoever makes it.
CREATE FUNCTION "first_alert_rule"(club_id INTEGER, locale TEXT) RETURNS VOID LANGUAGE sql AS $$
    INSERT INTO "alert_rules" ("id", "club_id", "name", "kinds")
    VALUES (
        gen_random_uuid(), club_id,
        CASE locale WHEN 'fr' THEN 'Bouton et mouvement' ELSE 'Button and motion' END,
        ARRAY['button.pressed', 'photo.motion']
    );
$$;
CREATE FUNCTION "first_alert_rule_of_new_club"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    PERFORM "first_alert_rule"(NEW."id", NEW."locale");
    RETURN NULL;
END;
$$;
CREATE TRIGGER "clubs_first_alert_rule" AFTER INSERT ON "clubs"
    FOR EACH ROW EXECUTE FUNCTION "first_alert_rule_of_new_club"();
SELECT "first_alert_rule"("id", "locale") FROM "clubs";
