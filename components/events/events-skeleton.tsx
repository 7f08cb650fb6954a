import { Skeleton } from "@/components/ui/skeleton";

/** The outline of a day while it is loading. */
export const EventsSkeleton = () => (
  <div className="grid gap-2">
    <Skeleton className="h-5 w-48 rounded-control" />
    <Skeleton className="h-96 rounded-card" />
  </div>
);
