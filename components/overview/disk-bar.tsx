import { cx } from "@/components/ui/cx";

/** Below this share of the whole disk its colour warns. */
const LITTLE = 0.1;

/** How much is free, from 0 to 1; the words beside it say the same. */
export const DiskBar = ({ fraction }: { fraction: number }) => (
  <span aria-hidden className="my-1.5 block h-1.5 w-full max-w-40 overflow-hidden rounded-full bg-sunken">
    <span
      className={cx("block h-full rounded-full", fraction < LITTLE ? "bg-warn" : "bg-sea")}
      style={{ width: `${Math.round(Math.min(1, Math.max(0, fraction)) * 100)}%` }}
    />
  </span>
);
