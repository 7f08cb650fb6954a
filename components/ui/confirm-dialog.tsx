"use client";
import { AlertDialog } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button";
import { OVERLAY, PANEL } from "./dialog";
import { FormError } from "./form-error";
import { useReturnFocus } from "./use-return-focus";

type Props = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  body: ReactNode;
  confirmLabel: string;
  cancelLabel: string;
  isBusy?: boolean;
  /** Nothing is lost by it: an ordinary button. */
  isHarmless?: boolean;
  error?: string | null;
  /** What there is to choose. */
  children?: ReactNode;
  onConfirm: () => void;
};

/** Asks before something is lost. Stays open while it happens, and says what went wrong. */
export function ConfirmDialog(props: Props) {
  const {
    isOpen,
    onOpenChange,
    title,
    body,
    confirmLabel,
    cancelLabel,
    isBusy,
    isHarmless,
    error,
    children,
    onConfirm,
  } = props;
  const returnFocus = useReturnFocus();
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={(next) => !isBusy && onOpenChange(next)}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={OVERLAY} />
        <AlertDialog.Content className={PANEL} {...returnFocus}>
          <AlertDialog.Title className="text-lg font-semibold tracking-tight">{title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-sm leading-relaxed text-muted">{body}</AlertDialog.Description>
          {children}
          <FormError text={error ?? null} />
          <div className="mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
            <AlertDialog.Cancel asChild>
              <Button disabled={isBusy}>{cancelLabel}</Button>
            </AlertDialog.Cancel>
            <Button variant={isHarmless ? "primary" : "danger"} isBusy={isBusy} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
