"use client";
import useSWR, { type SWRConfiguration, type SWRResponse } from "swr";
import { type Answer, api, type Call } from "./api";
import type { ApiError } from "./api-error";
import type { ClientRoute } from "./routes";
import { type Address, urlOf } from "./url";

/** Reads a GET route through SWR, keyed by its address. Null asks for nothing. */
export function useApi<Spec>(
  route: ClientRoute<Spec>,
  address: Address<Spec> | null,
  options?: SWRConfiguration<Answer<Spec>, ApiError>,
): SWRResponse<Answer<Spec>, ApiError> {
  const key = address === null ? null : urlOf(route, address);
  const read = api as (route: ClientRoute<Spec>, call: Call<Spec>) => Promise<Answer<Spec>>;
  return useSWR<Answer<Spec>, ApiError>(key, () => read(route, address as Call<Spec>), options);
}
