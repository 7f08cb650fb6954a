"use client";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { ToastCard } from "./toast-card";

export type Toast = { tone: "good" | "bad"; text: string; action?: { label: string; onClick: () => void } };
type Shown = Toast & { id: number };

const Context = createContext<(toast: Toast) => void>(() => {});
/** Says the result of something in passing; screen readers hear it too. */
export const useToast = (): ((toast: Toast) => void) => useContext(Context);

let lastId = 0;

export function ToastProvider({ closeLabel, children }: { closeLabel: string; children: ReactNode }) {
  const [shown, setShown] = useState<Shown[]>([]);
  // Good news replaces good news; what went wrong stays until its time is over.
  const show = useCallback((toast: Toast) => {
    setShown((before) => [...before.filter(({ tone }) => tone === "bad").slice(-2), { ...toast, id: ++lastId }]);
  }, []);
  const drop = useCallback((id: number) => setShown((before) => before.filter((toast) => toast.id !== id)), []);
  return (
    <Context value={show}>
      {children}
      {/* In the page from the start: only what is added to a live region is read out. */}
      <div
        role="status"
        className="pointer-events-none fixed inset-x-0 bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-60 flex flex-col items-center gap-2 px-4 md:bottom-6 [body:has([data-floating-bar])_&]:bottom-48 md:[body:has([data-floating-bar])_&]:bottom-24"
      >
        {shown.map((toast) => (
          <ToastCard key={toast.id} {...toast} closeLabel={closeLabel} onClose={drop} />
        ))}
      </div>
    </Context>
  );
}
