import { Skeleton } from "@/components/ui/skeleton";

/** The page's outline while it is read. */
export const OverviewSkeleton = () => (
  <div aria-busy="true" className="grid gap-6">
    <Skeleton className="h-60 rounded-card" />
    <Skeleton className="h-64 rounded-card" />
    <Skeleton className="h-40 rounded-card" />
  </div>
);
