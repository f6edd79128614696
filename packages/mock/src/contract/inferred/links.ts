import {
  formatPointer,
  type LinkObject,
  type OpenApiDocument,
  type Operation,
  resolve,
  type ResponseObject,
} from "@task-contracts/openapi-model";

/**
 * Whether a success of one operation links to another (OpenAPI, Link Object): whoever writes that down says that what the
 * one creates is read by the other.
 */
export const linksTo = (document: OpenApiDocument, from: Operation, to: Operation): boolean =>
  successesOf(from).some(({ links = {} }) =>
    Object.values(links).some((link) => {
      const { operationId, operationRef } = resolve<LinkObject>(document, link);
      return operationId === to.id || operationRef === `#${formatPointer(["paths", to.path, to.method])}`;
    }),
  );

const successesOf = ({ responses }: Operation): ResponseObject[] =>
  Object.entries(responses).flatMap(([status, response]) => (status.startsWith("2") ? [response] : []));
