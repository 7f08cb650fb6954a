/** A quiet sea under a lighthouse, whose light goes round. Decoration only: it fades out where the words stand. */
export const CalmSea = ({ className }: { className?: string }) => (
  <svg viewBox="0 0 640 120" preserveAspectRatio="xMaxYMax meet" fill="none" aria-hidden className={className}>
    <defs>
      <linearGradient id="calm-fade" x1="0" y1="0" x2="1" y2="0">
        <stop offset="0.25" stopColor="white" stopOpacity="0" />
        <stop offset="0.75" stopColor="white" stopOpacity="1" />
      </linearGradient>
      <linearGradient id="calm-beam" x1="1" y1="0" x2="0" y2="0">
        <stop offset="0" className="[stop-color:var(--color-dusk-glow)]" stopOpacity="0.55" />
        <stop offset="1" className="[stop-color:var(--color-dusk-glow)]" stopOpacity="0" />
      </linearGradient>
      <mask id="calm-mask">
        <rect width="640" height="120" fill="url(#calm-fade)" />
      </mask>
    </defs>
    <g mask="url(#calm-mask)">
      <path
        d="M548 34 300 4v62z"
        fill="url(#calm-beam)"
        className="origin-[548px_34px] motion-safe:animate-pulse-slow"
      />
      <path d="M541 96l4-54h10l4 54z" className="fill-line" />
      <path d="M544 54h12l.8 11h-13.6zM542.5 76h15l.8 11h-16.6z" className="fill-rec opacity-70" />
      <rect x="544" y="29" width="12" height="11" rx="1.5" className="fill-dusk-glow" />
      <path d="M541 29h18l-9-8z" className="fill-line-strong" />
      <path d="M514 102c6-9 20-13 36-13s32 4 40 13z" className="fill-line" />
      <path d="M0 98c60-8 100 6 160 0s100-7 160 0 100 7 160 0 100-7 160 0v22H0z" className="fill-sea-soft" />
      <path d="M0 108c60-6 100 5 160 0s100-6 160 0 100 6 160 0 100-6 160 0v12H0z" className="fill-sea opacity-15" />
    </g>
  </svg>
);
