import type { ComponentType } from "react";
import { CourtScene } from "./court-scene";

type Props = { icon: ComponentType<{ className?: string }>; text: string };

/** The large picture's place when there is none to show. */
export const ClosedStage = ({ icon: Icon, text }: Props) => (
  <div className="picture-frame rounded-card border border-line">
    <CourtScene className="opacity-60" />
    <div className="absolute inset-0 grid place-items-center p-6">
      <p className="flex max-w-sm items-center gap-3 rounded-control bg-scrim px-4 py-3 text-sm leading-snug backdrop-blur-sm">
        <Icon className="size-5 shrink-0 text-stage-muted" />
        {text}
      </p>
    </div>
  </div>
);
