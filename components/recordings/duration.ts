export const PRESET_MINUTES = [30, 60, 90, 120] as const;
export const CUSTOM = "custom";
/** As the contract allows; the server checks it too. */
export const LONGEST_MINUTES = 600;

export type DurationChoice = { picked: string; custom: string };
export const FIRST_CHOICE: DurationChoice = { picked: "90", custom: "" };

/** The minutes that were chosen; null when one's own number is not a whole one from 1 to 600. */
export function chosenMinutes({ picked, custom }: DurationChoice): number | null {
  const text = (picked === CUSTOM ? custom : picked).trim();
  const minutes = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return minutes >= 1 && minutes <= LONGEST_MINUTES ? minutes : null;
}
