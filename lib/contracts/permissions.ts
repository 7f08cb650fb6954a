/** Every permission there is. lib/auth/permissions.ts says which role has it, and how far. */
export const PERMISSION_NAMES = [
  "account:read",
  "court:read",
  "session:create",
  "session:read",
  "session:close",
  "recording:start",
  "recording:stop",
  "recording:extend",
  "recording:read",
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
