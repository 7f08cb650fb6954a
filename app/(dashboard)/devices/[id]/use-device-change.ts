"use client";
import { useToast } from "@/components/ui/toast";
import { useSubmit } from "@/lib/client/use-submit";
import { useDeviceRefusal } from "../use-device-refusal";

type Change = {
  send: () => Promise<unknown>;
  /** What is said once it was done. */
  done: string;
  onChanged: () => void;
  onClose: () => void;
};

/** One confirmed change of a device: it says so and closes, or says why it was refused. */
export function useDeviceChange({ send, done, onChanged, onClose }: Change) {
  const toast = useToast();
  const { isBusy, error, submit } = useSubmit(useDeviceRefusal());
  async function change(): Promise<void> {
    if (!(await submit(send))) return;
    toast({ tone: "good", text: done });
    onChanged();
    onClose();
  }
  return { isBusy, error, change };
}
