/** Starts a server as the benchmark does, tells its id, and then waits for a signal, or fails when it is told to go on. */
import { endOnSignals } from "../../src/processes/children.ts";
import { startProcess } from "../../src/processes/start-process.ts";
import { program } from "../../src/servers/paths.ts";

endOnSignals();
const { child } = startProcess([program("bare-process"), "0"]);
process.send?.(child.pid);
process.on("message", () => {
  if (process.argv[2] === "fail") throw new Error("This failure was asked for.");
});
