/** Dusk over the sea: a lookout's lamp above a court. Decoration only. */
export const LookoutScene = ({ className }: { className?: string }) => (
  <svg viewBox="0 0 900 1000" preserveAspectRatio="xMidYMid slice" fill="none" aria-hidden className={className}>
    <defs>
      <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" className="[stop-color:var(--color-dusk-high)]" />
        <stop offset="1" className="[stop-color:var(--color-dusk-low)]" />
      </linearGradient>
      <linearGradient id="ground" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" className="[stop-color:var(--color-dusk-low)]" stopOpacity="0.55" />
        <stop offset="1" className="[stop-color:var(--color-dusk-high)]" />
      </linearGradient>
      <linearGradient id="beam" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" className="[stop-color:var(--color-dusk-glow)]" stopOpacity="0.42" />
        <stop offset="1" className="[stop-color:var(--color-dusk-glow)]" stopOpacity="0" />
      </linearGradient>
      <radialGradient id="halo">
        <stop offset="0" className="[stop-color:var(--color-dusk-glow)]" stopOpacity="0.45" />
        <stop offset="1" className="[stop-color:var(--color-dusk-glow)]" stopOpacity="0" />
      </radialGradient>
    </defs>
    <rect width="900" height="1000" fill="url(#sky)" />
    <rect y="560" width="900" height="440" className="fill-dusk-high" />
    <rect y="560" width="900" height="440" fill="url(#ground)" />
    <RangeRings />
    <path d="M450 345 92 1000h716z" fill="url(#beam)" />
    <Court />
    <circle cx="450" cy="340" r="150" fill="url(#halo)" />
    <Lookout />
  </svg>
);

const RangeRings = () => (
  <g className="stroke-stage-ink" strokeOpacity="0.09" strokeWidth="1.5">
    {[130, 230, 340, 460, 590].map((radius) => (
      <path key={radius} d={`M${450 - radius} 560a${radius} ${radius} 0 0 1 ${radius * 2} 0`} />
    ))}
    <path d="M0 560h900" strokeOpacity="0.28" />
  </g>
);

/** In one-point perspective: near line at y 930, far line at y 650, the net between. */
const Court = () => (
  <g className="stroke-stage-ink" strokeOpacity="0.5" strokeWidth="2.5" strokeLinejoin="round">
    <path d="M318 650h264l166 280H152z" strokeOpacity="0.7" />
    <path d="M290 697.5h320M205 840.5h490M450 697.5v143" strokeOpacity="0.4" />
    <path d="M256 755h388" strokeWidth="4" strokeOpacity="0.75" />
    <path d="M256 755v-34h388v34" strokeOpacity="0.35" strokeDasharray="4 6" />
  </g>
);

const Lookout = () => (
  <g>
    <path d="M450 402v248" className="stroke-stage-ink" strokeWidth="5" strokeOpacity="0.85" />
    <path
      d="M392 344a58 58 0 0 0 116 0"
      className="stroke-stage-ink"
      strokeWidth="11"
      strokeLinecap="round"
      strokeOpacity="0.95"
    />
    <circle cx="450" cy="333" r="36" className="fill-dusk-glow" />
    <circle cx="450" cy="333" r="14.5" className="fill-dusk-high" />
    <circle cx="460" cy="323" r="5.5" className="fill-dusk-glow" />
  </g>
);
