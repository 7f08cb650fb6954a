"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "./api";
import { routes } from "./routes";
import { useErrorText } from "./use-error-text";

/** Opens a court's session and goes there; says why it could not. */
export function useOpenCourt(courtId: number) {
  const router = useRouter();
  const errorText = useErrorText();
  const [isOpening, setIsOpening] = useState(false);
  const [error, setError] = useState<string | null>(null);
  async function handleOpen() {
    setIsOpening(true);
    setError(null);
    try {
      const { session } = await api(routes.sessionCreate, { body: { terrain_id: courtId } });
      router.push(`/sessions/${session.session_id}`);
    } catch (cause) {
      setError(errorText(cause));
      setIsOpening(false);
    }
  }
  return { isOpening, error, handleOpen };
}
