import { run, type Surroundings } from "./program.js";

/** What `workerd test` calls, with what the test has set. */
export default {
  async test(_controller: unknown, surroundings: Surroundings): Promise<void> {
    // oxlint-disable-next-line no-console -- it is what the test reads
    console.log(JSON.stringify(await run(surroundings)));
  },
};
