import type { AlertSeverity } from "@/lib/contracts/alerts";

/** Tones in Hz, one after the other: low and slow is calm. */
const TONES: Record<AlertSeverity, readonly number[]> = {
  info: [659],
  warning: [784, 1047],
  critical: [1047, 784, 1047, 784],
};
const TONE_S = 0.18;
const LOUDNESS = 0.22;

let context: AudioContext | null = null;

/** A browser lets a page sound only after somebody has touched it. */
export const maySound = (): boolean => navigator.userActivation?.hasBeenActive ?? context?.state === "running";

/** Rings once, made on the spot: no file has to be fetched. Resolves with whether it could be heard. */
export async function chime(severity: AlertSeverity): Promise<boolean> {
  context ??= new AudioContext();
  if (context.state !== "running") await context.resume().catch(() => undefined);
  if (context.state !== "running") return false;
  for (const [place, frequency] of TONES[severity].entries())
    sound(context, frequency, context.currentTime + place * TONE_S);
  return true;
}

function sound(audio: AudioContext, frequency: number, at: number): void {
  const [tone, volume] = [audio.createOscillator(), audio.createGain()];
  tone.type = "sine";
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(LOUDNESS, at + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.001, at + TONE_S * 1.6);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + TONE_S * 1.7);
}
