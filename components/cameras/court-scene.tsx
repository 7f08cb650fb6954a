import { cx } from "@/components/ui/cx";

/** A padel court from above (20 × 10 m, service lines 6.95 m from the net), where no picture may or can be shown. */
export const CourtScene = ({ className }: { className?: string }) => (
  <svg viewBox="0 0 320 180" fill="none" aria-hidden className={cx("absolute inset-0 size-full", className)}>
    <g className="stroke-stage-line [&>*]:[vector-effect:non-scaling-stroke]" strokeWidth="2">
      <rect x="60" y="40" width="200" height="100" rx="2" className="fill-stage-raised" />
      <path d="M90.5 40v100M229.5 40v100M90.5 90h139" />
      <path d="M160 34v112" strokeWidth="2.5" strokeDasharray="5 5" />
      <path d="M60 60V40h20M240 40h20v20M60 120v20h20M240 140h20v-20" strokeWidth="4" strokeLinecap="round" />
    </g>
  </svg>
);
