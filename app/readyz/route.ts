import { readinessResponse } from "@/lib/http/readiness";

export const dynamic = "force-dynamic";

export const GET = (): Promise<Response> => readinessResponse();
