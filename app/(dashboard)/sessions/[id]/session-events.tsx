"use client";
import { WhatHappened } from "@/components/sessions/what-happened";
import { useTroubles } from "@/lib/client/use-troubles";
import type { SessionDetail } from "@/lib/contracts/sessions";

export function SessionEvents({ session }: { session: SessionDetail }) {
  return <WhatHappened troubles={useTroubles(session)} />;
}
