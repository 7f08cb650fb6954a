"use client";
import { EllipsisVertical } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";
import { Menu } from "./menu";

/** What can be done with one thing, behind three dots; `label` names the thing. */
export const MoreMenu = ({ label, children }: { label: string; children: ReactNode }) => (
  <Menu
    trigger={
      <Button variant="ghost" size="icon" aria-label={label}>
        <EllipsisVertical aria-hidden className="size-4.5" />
      </Button>
    }
  >
    {children}
  </Menu>
);
