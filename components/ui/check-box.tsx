import type { ChangeEvent, KeyboardEvent } from "react";

type Props = {
  label: string;
  isChecked: boolean;
  /** `isRange`: Shift was held. */
  onToggle: (isRange: boolean) => void;
};

/** A box with a target of 40 px around it; its name is only read out. */
export function CheckBox({ label, isChecked, onToggle }: Props) {
  const handleChange = ({ nativeEvent }: ChangeEvent) => {
    // A box changes by a click, whatever caused it.
    onToggle("shiftKey" in nativeEvent && nativeEvent.shiftKey === true);
  };
  // Space presses it by itself; with Shift, browsers differ.
  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.key !== " " || !event.shiftKey) return;
    event.preventDefault();
    onToggle(true);
  };
  return (
    <label className="grid size-10 shrink-0 cursor-pointer place-items-center">
      <input
        type="checkbox"
        aria-label={label}
        checked={isChecked}
        onChange={handleChange}
        onKeyDown={handleKeyDown}
        className="size-5 cursor-pointer accent-sea"
      />
    </label>
  );
}
