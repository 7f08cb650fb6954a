"use client";
import { useEffect, useState } from "react";
import { FrameBudget, PaintMeter } from "@/lib/client/frame-budget";

/** What each tile may ask for, as long as this browser paints all it gets. One measure for the page: tiles share its thread. */
export function useFrameBudget(): { fps: number; meter: PaintMeter } {
  const [meter] = useState(() => new PaintMeter());
  const [budget] = useState(() => new FrameBudget());
  const [fps, setFps] = useState(budget.fps);
  useEffect(() => {
    const timer = setInterval(() => {
      if (budget.second(meter.take())) setFps(budget.fps);
    }, 1_000);
    return () => clearInterval(timer);
  }, [budget, meter]);
  return { fps, meter };
}
