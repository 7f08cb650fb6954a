import type { CameraEndpoint } from "@/lib/core/camera-url";

/** The address as it stands in requests: without user and password. */
export function requestUrl({ scheme, host, port, path }: CameraEndpoint): string {
  return `${scheme}://${host.includes(":") ? `[${host}]` : host}:${port}${path}`;
}

/**
 * What a `control` means (RFC 2326, C.1.1): `*` is the base itself, an absolute address stands for itself, anything else is
 * put after the base, as every camera expects it, also after a query. It is only ever said to the camera we are connected to.
 */
export function controlUrl(base: string, control: string): string {
  if (control === "*" || control === "" || /[\s\p{Cc}]/u.test(control)) return base;
  if (/^rtsps?:\/\//i.test(control)) return control;
  return `${base.replace(/\/$/, "")}/${control.replace(/^\//, "")}`;
}
