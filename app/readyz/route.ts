import { readinessResponse } from "@/lib/http/readiness";
import { runtime } from "@/lib/server/runtime";

export const dynamic = "force-dynamic";

export const GET = (): Promise<Response> => readinessResponse(runtime());
