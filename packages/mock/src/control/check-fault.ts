import type { Engine } from "../engine/create-engine.ts";
import { EngineFailure } from "../engine/failure.ts";
import type { DeliveryFault, Fault, RequestFault } from "../engine/faults.ts";
import { nearestName } from "../text/nearest-name.ts";

/**
 * Rejects a fault that would never occur, or change nothing: the test that injects it would test nothing.
 *
 * @throws {EngineFailure} 400, with what would have an effect.
 */
export const checkFault = (engine: Engine, fault: Fault): void => {
  const problem = fault.target === "request" ? requestProblem(engine, fault) : deliveryProblem(fault);
  if (problem !== undefined) throw new EngineFailure(400, problem);
};

const requestProblem = (
  { apis }: Engine,
  { operation, status, retryAfter, delayMs = 0, drop = false }: RequestFault,
): string | undefined => {
  const known = [...new Set([...apis.values()].flatMap(({ operations }) => operations))];
  if (operation !== undefined && !known.includes(operation)) {
    const meant = nearestName(operation, known);
    const question = meant === undefined ? "" : ` Did you mean ${meant}?`;
    return `operation is "${operation}", but must be one of ${known.join(", ")}.${question}`;
  }
  if (status === undefined && !drop && delayMs === 0) {
    return "The fault has no effect. Add status for an error response, drop: true for a closed connection, or delayMs above 0 for a slow response.";
  }
  if (status !== undefined && drop) {
    return `status is ${status}, but drop closes the connection without a response. Leave one of them out.`;
  }
  if (status === undefined && retryAfter !== undefined) {
    return `retryAfter is ${retryAfter}, but only the response of a status has the header. Add a status such as 429.`;
  }
  return undefined;
};

const deliveryProblem = ({ kind, delayMs }: DeliveryFault): string | undefined => {
  if (kind === "delay" && !delayMs) {
    return "The fault has no effect. Add delayMs above 0: how late the callback is sent.";
  }
  if (kind !== "delay" && delayMs !== undefined) {
    return `delayMs is ${delayMs}, but only faults of the kind delay have it, and kind is ${kind}. Leave it out, or change kind.`;
  }
  return undefined;
};
