import type { Locale } from "@/lib/contracts/common";
import type { formats } from "./formats";
import { en } from "./messages/en";
import { fr } from "./messages/fr";

type Widened<T> = { [Key in keyof T]: T[Key] extends string ? string : Widened<T[Key]> };
/** The same keys in every language. */
export type Messages = Widened<typeof en>;

export const messages: Record<Locale, Messages> = { en, fr };

// English is the reference: its placeholders become the arguments that `t` demands.
declare module "use-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof en;
    Formats: typeof formats;
  }
}
