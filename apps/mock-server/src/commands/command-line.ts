/**
 * The command line in printed commands: by the name of the package. `npx task-mock` would ask the
 * registry for a package of that name where this one is not installed, and anyone could publish it.
 */
export const commandLine = "npx @task-contracts/mock-server";
