/** The brand: a lens keeping watch from a crow's nest. Takes the text's colour; the lens is the sea's. */
export const VigieMark = ({ className }: { className?: string }) => (
  <svg viewBox="0 0 32 32" fill="none" aria-hidden className={className}>
    <path d="M3.5 15.5a12.5 12.5 0 0 0 25 0" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" />
    <path d="M16 28v2.4" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" />
    <circle cx="16" cy="13" r="7.6" className="fill-sea" />
    <circle cx="16" cy="13" r="3.1" className="fill-canvas" />
    <circle cx="18.1" cy="10.9" r="1.15" className="fill-sea" />
  </svg>
);

export const Brand = () => (
  <span className="inline-flex items-center gap-2.5 text-ink">
    <VigieMark className="size-7" />
    <span className="text-lg font-semibold tracking-tight">Vigie</span>
  </span>
);
