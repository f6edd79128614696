import type { Account, Json, ScaleApi, ScaleTask } from "./state.ts";

/** The tasks of an API, the newest first. */
export const listed = ({ tasks }: Account, api: ScaleApi): ScaleTask[] =>
  tasks.filter((task) => task.api === api).toReversed();

/** What a filter of a list may say. */
export interface Filter {
  readonly status?: string | undefined;
  readonly type?: string | undefined;
  readonly customer_review_status?: string | undefined;
  readonly start_time?: string | undefined;
  readonly end_time?: string | undefined;
}

/** The tasks of version 1 that a filter finds, the newest first. Bounds are inclusive. */
export const found = (account: Account, filter: Filter): ScaleTask[] =>
  listed(account, "scale-v1").filter(
    ({ body, review, createdAt }) =>
      isWanted(filter.status, body["status"]) &&
      isWanted(filter.type, body["type"]) &&
      (filter.customer_review_status?.split(",").includes(String(review)) ?? true) &&
      (filter.start_time === undefined || Date.parse(filter.start_time) <= createdAt) &&
      (filter.end_time === undefined || createdAt <= Date.parse(filter.end_time)),
  );

const isWanted = (wanted: string | undefined, is: unknown): boolean => wanted === undefined || wanted === is;

/** A page of them. The token is opaque. */
export const page = (
  tasks: readonly ScaleTask[],
  { limit = 100, offset = 0, after }: { limit?: number; offset?: number; after?: ScaleTask | undefined } = {},
): { readonly docs: readonly Json[]; readonly hasMore: boolean; readonly last: ScaleTask | undefined } => {
  const left = tasks.filter(({ order }) => after === undefined || order < after.order).slice(offset);
  const docs = left.slice(0, limit);
  return { docs: docs.map(({ body }) => body), hasMore: left.length > limit, last: docs.at(-1) };
};
