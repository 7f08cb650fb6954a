/** One line of the result: a figure, the same thing done by somebody else in the same run, and what was aimed at. */
export type Row = {
  what: string;
  value: number;
  unit: string;
  peer?: { name: string; value: number };
  /** The value should not be above (or, with `least`, below) it. */
  aim?: { most: number } | { least: number };
  /** Whatever else was seen: spread, counts. */
  seen?: string;
};

export const isMet = ({ value, aim }: Row): boolean | null => {
  if (!aim) return null;
  return "most" in aim ? value <= aim.most : value >= aim.least;
};

/** Ours divided by the peer's. */
export const ratioOf = ({ value, peer }: Row): number | null => (peer && peer.value > 0 ? value / peer.value : null);
