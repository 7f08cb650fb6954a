"use client";
import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { buttonClasses } from "./button";
import { useReturnFocus } from "./use-return-focus";

type Props = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  description?: ReactNode;
  closeLabel: string;
  children: ReactNode;
};

export const OVERLAY = "fixed inset-0 z-40 animate-fade bg-shade backdrop-blur-[2px]";
/** From the bottom edge on a phone, in the middle elsewhere. */
export const PANEL =
  "fixed inset-x-0 bottom-0 z-50 max-h-[92dvh] animate-enter overflow-y-auto rounded-t-card border border-line bg-raised p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] shadow-float sm:inset-x-auto sm:bottom-auto sm:top-1/2 sm:left-1/2 sm:w-[min(30rem,calc(100vw-2rem))] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-card sm:p-6";

export function Dialog({ isOpen, onOpenChange, title, description, closeLabel, children }: Props) {
  const returnFocus = useReturnFocus();
  return (
    <Primitive.Root open={isOpen} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={OVERLAY} />
        <Primitive.Content
          className={PANEL}
          {...returnFocus}
          {...(description ? {} : { "aria-describedby": undefined })}
        >
          <header className="mb-5 pr-10">
            <Primitive.Title className="text-lg font-semibold tracking-tight">{title}</Primitive.Title>
            {description && (
              <Primitive.Description className="mt-1.5 text-sm leading-relaxed text-muted">
                {description}
              </Primitive.Description>
            )}
          </header>
          {children}
          <Primitive.Close
            className={`${buttonClasses({ variant: "ghost", size: "icon" })} absolute top-3.5 right-3.5`}
            aria-label={closeLabel}
          >
            <X aria-hidden className="size-4.5" />
          </Primitive.Close>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
