import type { LifeCycle, Schema } from "@task-contracts/openapi-model";
import type { Roles } from "./roles.ts";

/** What a contract says of a kind of tasks: declared, or inferred. */
export interface DescribedTasks {
  readonly lifeCycle: LifeCycle;
  readonly schema: Schema;
  readonly roles: Roles;
  /** Why it was inferred. Absent if it is declared. */
  readonly reasons?: readonly string[];
}
