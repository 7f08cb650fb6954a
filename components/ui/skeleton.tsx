import { cx } from "./cx";

/** Takes the place of what is coming, in its size. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden className={cx("block animate-shimmer rounded-control bg-sunken", className)} />
);
