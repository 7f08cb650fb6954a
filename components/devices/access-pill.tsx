"use client";
import { useTranslations } from "use-intl";
import { StatusPill } from "@/components/ui/status-pill";

/** In place of whether it is there: nobody speaks for this device yet, or any more. */
export function AccessPill({ isRevoked }: { isRevoked: boolean }) {
  const t = useTranslations("enrolment");
  return <StatusPill tone={isRevoked ? "quiet" : "calm"}>{t(isRevoked ? "stateRevoked" : "stateNew")}</StatusPill>;
}
