"use client";

// Dialogs and menus lock scrolling by a style element of their own. The library that adds it looks here for the nonce of
// the page's policy; the browser tells it to scripts alone.
if (typeof document !== "undefined") {
  const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
  if (nonce) Reflect.set(globalThis, "__webpack_nonce__", nonce);
}

/** Nothing to see: makes this file part of every page. */
export const StyleNonce = () => null;
