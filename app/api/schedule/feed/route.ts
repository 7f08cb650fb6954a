import { routes } from "@/lib/contracts/routes";
import { createFeed, getFeed, revokeFeed } from "@/lib/domain/calendar/feed";
import { created, ok, route } from "@/lib/http/route";
import { runtime } from "@/lib/server/runtime";

export const GET = route(routes.calendarFeed, async ({ ctx }) => ok({ feed: await getFeed(ctx) }));
export const POST = route(routes.calendarFeedCreate, async ({ ctx }) => {
  const { token, feed } = await createFeed(ctx);
  return created({ url: new URL(`/api/calendar/${token}/schedule.ics`, runtime().config.NEXTAUTH_URL).href, feed });
});
export const DELETE = route(routes.calendarFeedRevoke, async ({ ctx }) => {
  await revokeFeed(ctx);
  return ok({ feed: null });
});
