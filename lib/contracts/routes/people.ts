import { z } from "zod";
import { ClubDetail, CreateClub, UpdateClub } from "../clubs";
import { IdText, NextCursor, Page, Timestamp } from "../common";
import { InviteUser, ListUsers, PersonView, UpdateUser } from "../users";
import { define } from "./spec";

/** Clubs and the people in them. */
export const peopleRoutes = define({
  clubList: {
    method: "GET",
    path: "/api/clubs",
    access: "club:read",
    summary: "Clubs, by name; a club admin sees the own one",
    query: Page,
    answer: z.object({ clubs: z.array(ClubDetail), next_cursor: NextCursor }),
  },
  clubCreate: {
    method: "POST",
    path: "/api/clubs",
    access: "club:create",
    summary: "Add a club",
    body: CreateClub,
    answer: z.object({ club: ClubDetail }),
    status: 201,
  },
  club: {
    method: "GET",
    path: "/api/clubs/[id]",
    access: "club:read",
    summary: "One club with its settings",
    params: z.object({ id: IdText }),
    answer: z.object({ club: ClubDetail }),
  },
  clubUpdate: {
    method: "PATCH",
    path: "/api/clubs/[id]",
    access: "club:write",
    summary: "Change a club's name, time zone, language or switches",
    params: z.object({ id: IdText }),
    body: UpdateClub,
    answer: z.object({ club: ClubDetail }),
  },
  userList: {
    method: "GET",
    path: "/api/users",
    access: "user:read",
    summary: "People, by name",
    query: ListUsers,
    answer: z.object({ users: z.array(PersonView), next_cursor: NextCursor }),
  },
  userInvite: {
    method: "POST",
    path: "/api/users",
    access: "user:write",
    summary: "Invite a person; the link is shown this once and works for 7 days",
    body: InviteUser,
    answer: z.object({ user: PersonView, invite_url: z.string(), expires_at: Timestamp }),
    status: 201,
  },
  user: {
    method: "GET",
    path: "/api/users/[id]",
    access: "user:read",
    summary: "One person",
    params: z.object({ id: IdText }),
    answer: z.object({ user: PersonView }),
  },
  userUpdate: {
    method: "PATCH",
    path: "/api/users/[id]",
    access: "user:write",
    summary: "Rename, change the role of, disable or enable a person",
    params: z.object({ id: IdText }),
    body: UpdateUser,
    answer: z.object({ user: PersonView }),
  },
  userReset: {
    method: "POST",
    path: "/api/users/[id]/reset",
    access: "user:write",
    summary: "A link to choose a new password, shown this once: 24 hours, or 7 days for somebody invited",
    params: z.object({ id: IdText }),
    answer: z.object({ user: PersonView, reset_url: z.string(), expires_at: Timestamp }),
    status: 201,
  },
});
