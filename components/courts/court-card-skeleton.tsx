import { Skeleton } from "@/components/ui/skeleton";

/** As high as a card, line by line. */
export const CourtCardSkeleton = () => (
  <div aria-hidden className="overflow-hidden rounded-card border border-line bg-surface shadow-card">
    <div className="picture-frame animate-shimmer" />
    <div className="p-4">
      <Skeleton className="h-6 w-28" />
      <div className="mt-2 min-h-10">
        <Skeleton className="h-5 w-20" />
      </div>
      <div className="mt-4 grid grid-cols-2 gap-2">
        <Skeleton className="h-10" />
        <Skeleton className="h-10" />
      </div>
    </div>
  </div>
);

export const COURT_GRID = "grid gap-4 sm:grid-cols-2 lg:grid-cols-3 lg:gap-5 2xl:grid-cols-4";
