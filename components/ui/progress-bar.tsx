import { cx } from "./cx";

type Props = {
  label: string;
  /** 0 to 1. */
  fraction: number;
  /** What a screen reader says instead of the percentage. */
  text: string;
  isThin?: boolean;
  tone?: "rec" | "sea";
};

export function ProgressBar({ label, fraction, text, isThin, tone = "rec" }: Props) {
  const percent = Math.round(Math.min(1, Math.max(0, fraction)) * 1000) / 10;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(percent)}
      aria-valuetext={text}
      className={cx("w-full overflow-hidden rounded-full bg-sunken", isThin ? "h-1" : "h-2.5")}
    >
      <div
        className={cx(
          "h-full min-w-1 rounded-full transition-[width] ease-linear",
          tone === "rec" ? "bg-rec duration-1000" : "bg-sea duration-200",
        )}
        style={{ width: `${percent}%` }}
      />
    </div>
  );
}
