import type { Engine } from "../engine/create-engine.ts";
import { EngineFailure } from "../engine/failure.ts";
import type { Fault } from "../engine/faults.ts";

/**
 * A fault for an operation that does not exist would never happen, and the test that asked for it would test nothing.
 *
 * @throws {EngineFailure} 400 if no mocked API has the operation.
 */
export const checkOperation = ({ handlers }: Engine, fault: Fault): void => {
  const operation = fault.target === "request" ? fault.operation : undefined;
  const known = [...new Set(Object.values(handlers).flatMap(Object.keys))];
  if (operation === undefined || known.includes(operation)) return;
  throw new EngineFailure(400, `operation is "${operation}", but must be one of ${known.join(", ")}.`);
};
