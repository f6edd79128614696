import {
  formatPointer,
  type LinkObject,
  type OpenApiDocument,
  type Operation,
  resolve,
  type ResponseObject,
} from "@task-contracts/openapi-model";

/**
 * Whether a success of one operation links to another by its own id (OpenAPI, Link Object): such a link means
 * that one operation reads what the other creates. Links from what the response only mentions, such as the customer of an
 * order or the results of a search, have no such meaning.
 */
export const linksTo = (document: OpenApiDocument, from: Operation, to: Operation): boolean =>
  successesOf(from).some((response) =>
    Object.values(Object(response.links) as NonNullable<ResponseObject["links"]>).some((link) => {
      const { operationId, operationRef, parameters } = resolve<LinkObject>(document, Object(link) as object);
      const leads =
        operationId === to.id || operationRef === `#${formatPointer(["paths", to.path, to.method])}`;
      return leads && Object.values(Object(parameters) as object).some(isOwnId);
    }),
  );

const isOwnId = (expression: unknown): boolean =>
  typeof expression === "string" &&
  /^\{?\$response\.(?:body#\/(?:data\/)?[^/{}]*id|header\.location)\}?$/i.test(expression);

const successesOf = ({ responses }: Operation): ResponseObject[] =>
  Object.entries(responses).flatMap(([status, response]) => (status.startsWith("2") ? [response] : []));
