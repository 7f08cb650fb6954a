CREATE TABLE "push_keys" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "public_key" TEXT NOT NULL,
    "private_sealed" TEXT NOT NULL,
    CONSTRAINT "push_keys_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "push_keys_one" CHECK ("id" = 1)
);

CREATE TABLE "push_subscriptions" (
    "id" UUID NOT NULL,
    "login_id" UUID NOT NULL,
    "endpoint_hash" TEXT NOT NULL,
    "address_sealed" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "push_subscriptions_pkey" PRIMARY KEY ("id")
);
-- A browser has one subscription, whoever is logged in there.
CREATE UNIQUE INDEX "push_subscriptions_endpoint_hash_key" ON "push_subscriptions"("endpoint_hash");
CREATE INDEX "push_subscriptions_login_id_idx" ON "push_subscriptions"("login_id");
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_login_id_fkey" FOREIGN KEY ("login_id") REFERENCES "logins"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "push_messages" (
    "id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "push_messages_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "push_messages_due_at_idx" ON "push_messages"("due_at");
CREATE INDEX "push_messages_subscription_id_idx" ON "push_messages"("subscription_id");
ALTER TABLE "push_messages" ADD CONSTRAINT "push_messages_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "push_subscriptions"("id") ON DELETE CASCADE ON UPDATE CASCADE;
