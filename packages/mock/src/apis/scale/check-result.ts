import { abbreviate } from "../../text/abbreviate.ts";
import { EngineFailure } from "../../engine/failure.ts";
import type { JsonObject, TaskRecord } from "../../engine/model.ts";

/** What is wrong with a response, as a sentence, or undefined. */
type Problem = string | undefined;

/** A response and the parameters that its task was created with. Both are valid for their type. */
interface Result {
  readonly response: JsonObject;
  readonly params: JsonObject;
}

/**
 * Rejects a response that is valid for the type of its task, but contradicts the request.
 *
 * @throws {EngineFailure} 400, with the field, the value, and what the request allows.
 */
export const checkResult = ({ type, body }: TaskRecord): void => {
  const result = { response: Object(body["response"]), params: Object(body["params"]) };
  const problem = checks.map((check) => check(result)).find((found) => found !== undefined);
  if (problem === undefined) return;
  throw new EngineFailure(
    400,
    `${problem} The request of this ${type} task rules it out. To complete it anyway, set force to true (on the command line: --force).`,
  );
};

/** By the fields of responses, not by type: a new type with the same fields has the same rules. */
const checks: readonly ((result: Result) => Problem)[] = [
  ({ response, params }) => checkCategory(response["category"], params),
  ({ response, params }) => checkCategoryId(response, params),
  ({ response, params }) => checkChoice(response["choice"], params["choices"]),
  ({ response, params }) => checkFields("fields", response["fields"], ["fields", params["fields"]]),
  ({ response, params }) =>
    checkFields("repeatable_fields", response["repeatable_fields"], [
      "repeatable_fields",
      params["repeatable_fields"],
    ]),
  // The earlier name of repeatable fields.
  ({ response, params }) => checkFields("rows", response["rows"], ["row_fields", params["row_fields"]]),
  ({ response, params }) => checkAnnotations(response["annotations"], params),
];

const checkCategory = (category: unknown, { categories, allow_multiple }: JsonObject): Problem => {
  if (category === undefined) return undefined;
  if (Array.isArray(category) && !allow_multiple) {
    return `response.category is ${abbreviate(category)}, but must be one category, since allow_multiple is false.`;
  }
  const chosen = [category].flat();
  return (
    notAmong("response.category", chosen, categories) ??
    (new Set(chosen).size < chosen.length
      ? `response.category is ${abbreviate(category)}, but must have each category once.`
      : undefined)
  );
};

/** The ids of the chosen labels, in the same form (scale-v1, schema CategorizationResponse). */
const checkCategoryId = ({ category, category_id }: JsonObject, { category_ids }: JsonObject): Problem => {
  if (category_id === undefined || category_id === null) return undefined;
  const labels: JsonObject = Object(category_ids);
  if (Object.keys(labels).length === 0) {
    return `response.category_id is ${abbreviate(category_id)}, but the task has no category_ids. Leave it out.`;
  }
  if (Array.isArray(category_id) !== Array.isArray(category)) {
    return `response.category_id is ${abbreviate(category_id)}, but must have the form of category, which is ${abbreviate(category)}.`;
  }
  const fitting = Object.keys(labels).filter((id) => [category].flat().includes(labels[id]));
  return notAmong("response.category_id", [category_id].flat(), fitting);
};

const checkChoice = (choice: unknown, choices: unknown): Problem => {
  if (choice === undefined) return undefined;
  if (choices === undefined) {
    return `response.choice is ${abbreviate(choice)}, but the task has no choices. Leave it out.`;
  }
  return notAmong("response.choice", [choice], choices);
};

/** Values under the names of the request: once, or repeated as the lines of a list. */
const checkFields = (
  name: string,
  values: unknown,
  asked: readonly [name: string, fields: unknown],
): Problem => {
  if (values === undefined) return undefined;
  const [parameter, fields] = asked;
  if (fields === undefined) {
    return `response.${name} is ${abbreviate(values)}, but the task has no ${parameter}. Leave it out.`;
  }
  const known = Object.keys(Object(fields));
  const names = [values].flat().flatMap((each) => Object.keys(Object(each)));
  const surplus = names.find((each) => !known.includes(each));
  if (surplus === undefined) return undefined;
  return `response.${name} has ${abbreviate(surplus)}, but may only have ${list(known)}.`;
};

const checkAnnotations = (annotations: unknown, params: JsonObject): Problem => {
  const boxes: JsonObject[] = Array.isArray(annotations) ? annotations : [];
  for (const [index, box] of boxes.entries()) {
    const problem = checkBox(`response.annotations[${index}]`, box, params);
    if (problem !== undefined) return problem;
  }
  return undefined;
};

const checkBox = (field: string, box: JsonObject, params: JsonObject): Problem => {
  const { label } = box;
  if (label !== undefined && !params["with_labels"]) {
    return `${field}.label is ${abbreviate(label)}, but the task has no with_labels. Leave it out.`;
  }
  for (const side of ["width", "height"]) {
    const minimum = Number(params[`min_${side}`] ?? 0);
    if (Number(box[side]) < minimum) {
      return `${field}.${side} is ${abbreviate(box[side])}, but must be at least ${minimum}, the min_${side} of the task.`;
    }
  }
  return label === undefined ? undefined : notAmong(`${field}.label`, [label], params["objects_to_annotate"]);
};

const notAmong = (field: string, values: readonly unknown[], allowed: unknown): Problem => {
  const known: readonly unknown[] = Array.isArray(allowed) ? allowed : [];
  const index = values.findIndex((value) => !known.includes(value));
  if (index === -1) return undefined;
  const place = values.length > 1 ? `${field}[${index}]` : field;
  return `${place} is ${abbreviate(values[index])}, but must be one of ${list(known)}.`;
};

/** The maximum number of names and values in a message. */
const maxListed = 20;

const list = (values: readonly unknown[]): string => {
  const shown = values.slice(0, maxListed).map(abbreviate);
  const left = values.length - shown.length;
  return [...shown, ...(left > 0 ? [`${left} more`] : [])].join(", ");
};
