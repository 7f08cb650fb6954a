import { z } from "zod";

export const isUuid = (text: string): boolean => z.uuid().safeParse(text).success;
