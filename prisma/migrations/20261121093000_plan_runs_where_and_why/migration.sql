-- Plans and runs are a feature that nobody had yet: no row stands in the way of the columns without a default.
ALTER TABLE "plans" ADD COLUMN "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

ALTER TABLE "plan_runs"
    ADD COLUMN "ends_at" TIMESTAMPTZ(3) NOT NULL,
    ADD COLUMN "court_id" INTEGER NOT NULL,
    ADD COLUMN "cause" TEXT;

CREATE INDEX "plan_runs_starts_at_idx" ON "plan_runs"("starts_at");
