import { headers } from "next/headers";
import { cache } from "react";
import { newId } from "@/lib/core/ids";
import type { Ctx } from "@/lib/domain/context";
import { pageActor } from "@/lib/http/request-actor";
import { runtime } from "@/lib/server/runtime";

/** What a page's server part may read with, as the person who asked for it; null when nobody is logged in. */
export const pageContext = cache(async (): Promise<Ctx | null> => {
  const actor = await pageActor((await headers()).get("cookie"));
  return actor && runtime().context(actor, newId());
});
