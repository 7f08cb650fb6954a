"use client";
import { useToast } from "@/components/ui/toast";
import { useAccount } from "@/lib/client/account";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import { useErrorText } from "@/lib/client/use-error-text";
import type { EventView } from "@/lib/contracts/events";

/** Marks an event as seen to, or takes that back; null for those who may not. The notice that follows renews the list. */
export function useMarkSeen(): ((event: EventView, isSeen: boolean) => Promise<void>) | null {
  const { can } = useAccount();
  const showToast = useToast();
  const errorText = useErrorText();
  if (!can("event:acknowledge")) return null;
  return async ({ event_id }, isSeen) => {
    try {
      await api(routes.eventUpdate, { params: { id: event_id }, body: { acknowledged: isSeen } });
    } catch (error) {
      showToast({ tone: "bad", text: errorText(error) });
    }
  };
}
