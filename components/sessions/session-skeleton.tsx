import { Skeleton } from "@/components/ui/skeleton";

export const SessionSkeleton = () => (
  <div aria-busy="true">
    <Skeleton className="mb-3 h-5 w-20" />
    <Skeleton className="mb-5 h-8 w-40" />
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_23rem] lg:gap-6">
      <div className="picture-frame animate-shimmer rounded-card" />
      <div className="grid gap-5">
        <Skeleton className="h-64 rounded-card" />
        <Skeleton className="h-48 rounded-card" />
      </div>
    </div>
  </div>
);
