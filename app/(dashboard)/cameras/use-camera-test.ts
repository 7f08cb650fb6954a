"use client";
import { useRef, useState } from "react";
import type { Outcome } from "@/components/cameras/test-outcome";
import { api } from "@/lib/client/api";
import { type CameraDraft, toTest } from "@/lib/client/camera-draft";
import { routes } from "@/lib/client/routes";
import { useCauseText, usePlaceRefusal } from "@/lib/client/use-refusal-text";
import type { CameraTestResult } from "@/lib/contracts/cameras";

const CODECS: Record<string, string> = { h264: "H.264", hevc: "H.265", mjpeg: "MJPEG" };

/** Lets the device look at a source that is not saved; what is changed meanwhile makes the answer worth nothing. */
export function useCameraTest() {
  const causeText = useCauseText();
  const refusalText = usePlaceRefusal();
  const turn = useRef(0);
  const [isTesting, setIsTesting] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  const toOutcome = (result: CameraTestResult): Outcome => {
    const { ok, message, cause, codec = "", width = 0, height = 0, fps = null, picture = null } = result;
    if (!ok) return { ok, text: causeText(cause) ?? message };
    return { ok, codec: CODECS[codec] ?? codec, width, height, fps, picture };
  };
  async function test(draft: CameraDraft) {
    const mine = ++turn.current;
    setIsTesting(true);
    setOutcome(null);
    const found = await api(routes.cameraTest, { body: toTest(draft) }).then(toOutcome, (error: unknown) => ({
      ok: false as const,
      text: refusalText(error),
    }));
    if (mine !== turn.current) return;
    setIsTesting(false);
    setOutcome(found);
  }
  function forget() {
    turn.current++;
    setIsTesting(false);
    setOutcome(null);
  }
  return { isTesting, outcome, test, forget };
}
