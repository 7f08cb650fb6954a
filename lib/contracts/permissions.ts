/** Every permission there is. lib/auth/permissions.ts says which role has it, and how far. */
export const PERMISSION_NAMES = [
  "account:read",
  "account:write",
  "token:manage",
  "club:read",
  "club:create",
  "club:write",
  "court:write",
  "user:read",
  "user:write",
  "device:read",
  "audit:read",
  "overview:read",
  "share:read",
  "share:write",
  "schedule:read",
  "schedule:write",
  "court:read",
  "session:create",
  "session:read",
  "session:close",
  "recording:start",
  "recording:stop",
  "recording:extend",
  "recording:read",
  "replay:save",
  "preview:watch",
  "file:list",
  "file:download",
  "file:protect",
  "file:delete",
  "camera:read",
  "camera:watch",
  "camera:write",
  "camera:test",
  "health:read",
  "cleanup:run",
] as const;

export type Permission = (typeof PERMISSION_NAMES)[number];

/** A token that could make others or change the password would be no limit at all. */
export const NEVER_IN_A_SCOPE = ["token:manage", "account:write"] as const satisfies Permission[];
