import type { Answer } from "../answer.ts";

/** More would be valid, but people rarely choose more labels. */
const maxCategories = 3;

/**
 * One of the categories, or with `allow_multiple` some of them in the order of the request.
 *
 * `category_id` follows in the same form and order. The contract does not define a label without an id:
 * here it has none, so an array of ids can be shorter than its labels, and without any id `category_id` is absent.
 * If a label has several ids, the first one is used.
 */
export const answer: Answer<"Categorization"> = ({ params }, random) => {
  const { categories, category_ids = {}, allow_multiple = false } = params;
  const distinct = [...new Set(categories)];
  const category = allow_multiple
    ? random.sample(distinct, random.integer(1, Math.min(distinct.length, maxCategories)))
    : random.pick(distinct);
  const category_id = idOf(category, category_ids);
  return { category, ...(category_id !== undefined && { category_id }) };
};

const idOf = (
  category: string | readonly string[],
  idsInUse: Readonly<Record<string, string>>,
): string | string[] | undefined => {
  // The contract lets an id be empty in a request, but not in a response.
  const known = Object.entries(idsInUse).filter(([id]) => id !== "");
  const ids = new Map(known.toReversed().map(([id, label]) => [label, id]));
  if (typeof category === "string") return ids.get(category);
  const found = category.flatMap((label) => ids.get(label) ?? []);
  return found.length > 0 ? found : undefined;
};
