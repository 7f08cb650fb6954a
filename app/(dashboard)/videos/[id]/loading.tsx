import { SessionSkeleton } from "@/components/sessions/session-skeleton";

export default function Loading() {
  return <SessionSkeleton />;
}
