import { TaskApiError } from "../errors/task-api-error.ts";

/**
 * A list that is read as it is used: nothing is requested before the first item or page is asked for.
 *
 * @example
 * for await (const task of scale.listTasks()) console.log(task.task_id);
 */
export interface Pages<Item, Page> extends AsyncIterable<Item> {
  /** Requests the one page that the filters name, by `offset` or by `next_token`. */
  readonly page: () => Promise<Page>;

  /** Goes through the pages, from the one that the filters name to the last. */
  readonly pages: () => AsyncIterable<Page>;
}

/** What the items of a page are: it is an array, or has one in `docs`. */
export type ItemOf<Page> = Page extends readonly (infer Item)[]
  ? Item
  : Page extends { readonly docs: readonly (infer Item)[] }
    ? Item
    : never;

type Query = Readonly<Record<string, unknown>>;

/** What pages have in common; a bare array has none of it. */
interface AnyPage {
  readonly docs?: readonly unknown[];
  readonly offset?: number;
  readonly has_more?: boolean;
  readonly next_token?: string | null;
}

/**
 * Makes a list of what requests one page of it.
 *
 * @example
 * listPages("listTasks", (query) => requestPage(query), { status: "completed" });
 */
export const listPages = (
  operationId: string,
  requestPage: (query: Query) => Promise<unknown>,
  query: Query = {},
): Pages<unknown, unknown> => {
  async function* pages(): AsyncGenerator<AnyPage, void> {
    for (let next: Query | undefined = query; next;) {
      const page = (await requestPage(next)) as AnyPage;
      yield page;
      next = queryAfter(operationId, page, next);
    }
  }
  return {
    page: () => requestPage(query),
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const page of pages()) yield* page.docs ?? (page as readonly unknown[]);
    },
  };
};

/**
 * The query of the page after this one. A token is better than an offset, since it is not led astray by tasks that are
 * created meanwhile, but services without it exist.
 *
 * @throws TaskApiError if the same page would come again, and again
 */
const queryAfter = (operationId: string, body: AnyPage, query: Query): Query | undefined => {
  const { docs = [], offset = 0, has_more, next_token } = body;
  if (!has_more || next_token === null) return undefined;
  if (next_token ? next_token !== query["next_token"] : docs.length) {
    return {
      ...query,
      ...(next_token ? { offset: undefined, next_token } : { offset: offset + docs.length }),
    };
  }
  throw new TaskApiError(`${operationId} got a page that says more follow, but leads nowhere.`, {
    operationId,
    body,
  });
};
