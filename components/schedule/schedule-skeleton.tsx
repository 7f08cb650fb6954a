import { Skeleton } from "@/components/ui/skeleton";

/** As high as a week on a desk, and as a few days on a phone. */
export const ScheduleSkeleton = () => (
  <div aria-busy="true">
    <div className="mb-4 flex h-10 items-center gap-3">
      <Skeleton className="h-8 w-56" />
    </div>
    <Skeleton className="hidden h-[49rem] rounded-card lg:block" />
    <div className="grid gap-5 lg:hidden">
      <Skeleton className="h-24 rounded-card" />
      <Skeleton className="h-24 rounded-card" />
      <Skeleton className="h-24 rounded-card" />
    </div>
  </div>
);
