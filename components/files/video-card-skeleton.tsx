import { Skeleton } from "@/components/ui/skeleton";

export const VideoCardSkeleton = () => (
  <div aria-hidden className="overflow-hidden rounded-card border border-line bg-surface shadow-card">
    <div className="picture-frame animate-shimmer" />
    <div className="grid gap-1.5 px-4 py-3.5">
      <Skeleton className="h-4 w-24" />
      <Skeleton className="h-4 w-44" />
      <Skeleton className="h-3 w-32" />
    </div>
  </div>
);

export const VIDEO_GRID = "grid gap-4 sm:grid-cols-2 lg:grid-cols-3 lg:gap-5 2xl:grid-cols-4";
