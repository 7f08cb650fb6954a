import type { ComponentProps } from "react";

export const wallButtonClasses =
  "grid size-9 shrink-0 place-items-center rounded-control text-stage-ink transition-colors hover:bg-stage-raised disabled:opacity-40";

/** A small button on the wall's dark ground. */
export const WallButton = ({ label, ...rest }: ComponentProps<"button"> & { label: string }) => (
  <button type="button" aria-label={label} title={label} className={wallButtonClasses} {...rest} />
);
