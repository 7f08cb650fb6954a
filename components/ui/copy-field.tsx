"use client";
import { Check, Copy } from "lucide-react";
import { useId, useRef, useState } from "react";
import { Button } from "./button";
import { CONTROL } from "./field";

type Props = {
  label: string;
  value: string;
  copyLabel: string;
  copiedLabel: string;
  /** Resolves with false when it could not be copied; the text is selected then. */
  onCopy: (value: string) => Promise<boolean>;
};

/** A text that is shown once, to be copied. */
export function CopyField({ label, value, copyLabel, copiedLabel, onCopy }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isCopied, setIsCopied] = useState(false);
  async function handleCopy() {
    const done = await onCopy(value);
    setIsCopied(done);
    if (!done) input.current?.select();
  }
  const Icon = isCopied ? Check : Copy;
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <div className="flex flex-col gap-2 sm:flex-row">
        <input
          ref={input}
          id={id}
          readOnly
          value={value}
          onFocus={(event) => event.target.select()}
          className={`${CONTROL} min-w-0 font-mono sm:flex-1 sm:text-xs`}
        />
        <Button variant="primary" className="h-11 min-w-32" onClick={() => void handleCopy()}>
          <Icon aria-hidden className="size-4" />
          <span aria-live="polite">{isCopied ? copiedLabel : copyLabel}</span>
        </Button>
      </div>
    </div>
  );
}
