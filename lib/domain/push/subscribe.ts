import { createHash } from "node:crypto";
import type { PushAddress } from "@/lib/contracts/push";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { requireSelf, requireWholeSelf } from "../account/self";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { webhookAddresses } from "../webhooks/address";
import { readPushKeys } from "./keys";

export async function readPushKey(ctx: Ctx): Promise<string> {
  requireSelf(ctx, "account:read");
  return (await readPushKeys(ctx)).publicKey;
}

/**
 * Tells this browser of alerts while no page is open, in the place of whoever was told there before. Throws `unprocessable`
 * for a token, which no browser holds, and for an address that is no push service's.
 */
export async function subscribePush(ctx: Ctx, address: PushAddress): Promise<void> {
  const self = requireWholeSelf(ctx, "account:write");
  if (self.proof?.kind !== "login")
    throw new AppError("unprocessable", "Only a browser that is logged in can be told of alerts.");
  await webhookAddresses(address.endpoint, { allowedHosts: ctx.settings.allowedHosts, lookUp: ctx.lookUp });
  const endpointHash = hashOf(address.endpoint);
  const data = {
    loginId: self.proof.id,
    addressSealed: ctx.secrets.seal(JSON.stringify(address)),
    locale: self.locale,
  };
  await ctx.db.$transaction(async (tx) => {
    const known = await tx.pushSubscription.findUnique({ where: { endpointHash } });
    await tx.pushSubscription.upsert({
      where: { endpointHash },
      create: { id: newId(), endpointHash, createdAt: ctx.clock.now(), ...data },
      update: data,
    });
    if (known?.loginId !== data.loginId) await audit(tx, ctx, "login.push", data.loginId, { clubId: self.clubId });
  });
}

/** The browser that names its address is told nothing more. */
export async function endPush(ctx: Ctx, endpoint: string): Promise<void> {
  const self = requireWholeSelf(ctx, "account:write");
  await ctx.db.$transaction(async (tx) => {
    const where = { endpointHash: hashOf(endpoint), login: { userId: self.id } };
    const { count } = await tx.pushSubscription.deleteMany({ where });
    if (count > 0) await audit(tx, ctx, "login.push_end", String(self.id), { clubId: self.clubId });
  });
}

const hashOf = (endpoint: string): string => createHash("sha256").update(endpoint).digest("hex");
