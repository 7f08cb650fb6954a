"use client";
import { Tooltip as Primitive } from "radix-ui";
import type { ReactNode } from "react";

export const TooltipProvider = ({ children }: { children: ReactNode }) => (
  <Primitive.Provider delayDuration={300}>{children}</Primitive.Provider>
);

/** Words for a control that shows only an icon; the control still needs its own accessible name. */
export const Tooltip = ({ text, children }: { text: string; children: ReactNode }) => (
  <Primitive.Root>
    <Primitive.Trigger asChild>{children}</Primitive.Trigger>
    <Primitive.Portal>
      <Primitive.Content
        sideOffset={6}
        collisionPadding={8}
        className="z-60 animate-fade rounded-md bg-action px-2 py-1 text-xs font-medium text-on-action shadow-float"
      >
        {text}
      </Primitive.Content>
    </Primitive.Portal>
  </Primitive.Root>
);
