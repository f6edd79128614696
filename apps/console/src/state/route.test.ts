import * as fc from "fast-check";
import { expect, test } from "vitest";
import { formatRoute, parseRoute, screens } from "./route.ts";

test("every screen and object has a link that leads to it", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...screens),
      fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
      fc.dictionary(fc.string({ minLength: 1 }), fc.string({ minLength: 1 })),
      (screen, id, query) => {
        const route = { screen, ...(id !== undefined && { id }), query };
        const parsed = parseRoute(formatRoute(route));
        expect({ ...parsed, query: { ...parsed.query } }).toEqual({ ...route, query: { ...query } });
      },
    ),
  );
});

test.for(["", "#", "#/", "#/nothing", "#/%", "#/tasks/%E0%A4%A"])("%s leads to a screen", (hash) => {
  expect(screens).toContain(parseRoute(hash).screen);
});
