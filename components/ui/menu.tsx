"use client";
import { Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { type ComponentProps, createContext, type ReactNode, type RefObject, useContext, useRef } from "react";
import { cx } from "./cx";

const ITEM =
  "flex min-h-10 w-full cursor-default select-none items-center gap-3 rounded-control px-3 text-sm outline-none data-[highlighted]:bg-sunken data-[disabled]:opacity-50";

type MenuProps = { trigger: ReactNode; children: ReactNode; className?: string };

/** Menus open inside of the page's landmark, so that nothing stands outside of one. */
const landmark = () => (typeof document === "undefined" ? null : document.querySelector("main"));

const TriggerContext = createContext<RefObject<HTMLButtonElement | null> | null>(null);

export function Menu({ trigger, children, className }: MenuProps) {
  const triggerRef = useRef<HTMLButtonElement>(null);
  return (
    <TriggerContext value={triggerRef}>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger asChild ref={triggerRef}>
          {trigger}
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal container={landmark()}>
          <DropdownMenu.Content
            align="end"
            sideOffset={8}
            collisionPadding={12}
            className={cx(
              "z-50 min-w-52 animate-enter rounded-card border border-line bg-raised p-1.5 shadow-float",
              className,
            )}
          >
            {children}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </TriggerContext>
  );
}

type ItemProps = ComponentProps<typeof DropdownMenu.Item> & { isDanger?: boolean };
export function MenuItem({ isDanger, className, onSelect, ...rest }: ItemProps) {
  const triggerRef = useContext(TriggerContext);
  return (
    <DropdownMenu.Item
      className={cx(ITEM, isDanger && "text-rec data-[highlighted]:bg-rec-soft", className)}
      onSelect={(event) => {
        // Before anything else happens: a dialog that opens now gives focus back to where it found it.
        triggerRef?.current?.focus();
        onSelect?.(event);
      }}
      {...rest}
    />
  );
}

type ChoicesProps<Value extends string> = {
  label: string;
  value: Value;
  choices: readonly { value: Value; label: string; icon?: ReactNode }[];
  onChoose: (value: Value) => void;
};
/** A group of choices of which one holds. The menu stays open, so that the effect is seen. */
export function MenuChoices<Value extends string>({ label, value, choices, onChoose }: ChoicesProps<Value>) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={(next) => onChoose(next as Value)} aria-label={label}>
      <DropdownMenu.Label className="px-3 pt-2 pb-1 text-xs font-medium text-muted">{label}</DropdownMenu.Label>
      {choices.map((choice) => (
        <DropdownMenu.RadioItem
          key={choice.value}
          value={choice.value}
          className={ITEM}
          onSelect={(event) => event.preventDefault()}
        >
          {choice.icon}
          <span className="flex-1">{choice.label}</span>
          <DropdownMenu.ItemIndicator>
            <Check aria-hidden className="size-4 text-sea" />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export const MenuSeparator = () => <DropdownMenu.Separator className="mx-1.5 my-1.5 h-px bg-line" />;
