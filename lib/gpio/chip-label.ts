/**
 * Labels of the chip whose lines are on the header: Raspberry Pi 1 to 3 (and Zero), 4, and 5. Its number changes from kernel
 * to kernel, and the first chip may be an expander on the board.
 */
const HEADERS = ["pinctrl-bcm2835", "pinctrl-bcm2711", "pinctrl-rp1"];

type Chip = { label: string };

/** The chip that is meant by a pin number: the header's; on other boards the first one. Null without any. */
export const headerChip = <C extends Chip>(chips: readonly C[]): C | null =>
  chips.find(({ label }) => HEADERS.includes(label)) ?? chips[0] ?? null;
