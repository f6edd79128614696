import { Argument, Command, Option } from "commander";
import { commandLine } from "./command-line.ts";
import { accountOption, jsonOption, serverOption, tokenOption } from "./options.ts";
import { collectSettings, parseAdvance, parseCount, parseMilliseconds } from "./parse-options.ts";
import type { FaultOptions, SteerOptions, TasksOptions } from "./steer.ts";

/** The commands that see and steer a running server, besides those with a file of their own. */
export const steerCommands = (): Command[] => [
  tasksCommand(),
  failCommand(),
  replayCommand(),
  advanceCommand(),
  freezeCommand(),
  faultCommand(),
  settingsCommand(),
  resetCommand(),
];

interface Description {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly account: Option;
  /** Without the name of the program. */
  readonly examples: readonly string[];
}

const command = ({ account, description, examples, name, summary }: Description): Command =>
  new Command(name)
    .summary(summary)
    .description(description)
    .addOption(account)
    .addOption(jsonOption())
    .addOption(serverOption())
    .addOption(tokenOption("the token that the server printed at startup, off loopback"))
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", `\nExamples:\n${examples.map((each) => `  ${commandLine} ${each}\n`).join("")}`)
    .showHelpAfterError(`Run ${commandLine} ${name} --help to see all options.`);

const everyone = (): Option => accountOption("only of this account (default: of all)");

const owner = (): Option => accountOption("the account that has it, if several have one with this id");

const someone = (): Option => accountOption("the account, or * for all").makeOptionMandatory();

/** Loaded when a command runs: most starts serve. */
const load = () => import("./steer.ts");

const tasksCommand = (): Command =>
  command({
    name: "tasks",
    summary: "list the tasks of a running server",
    description: "Lists the tasks of a running server, newest first.",
    account: everyone(),
    examples: ["tasks", "tasks --account live_a --status pending", "tasks --text damage --json | jq .taskId"],
  })
    .addOption(new Option("--api <id>", "only of this API"))
    .addOption(new Option("--status <status>", "only with this status"))
    .addOption(new Option("--type <type>", "only of this type"))
    .addOption(new Option("--text <text>", "only with this text in their id or values"))
    .addOption(new Option("--limit <number>", "at most this many").argParser(parseCount))
    .action(async (options: TasksOptions) => (await load()).tasks(options));

const failCommand = (): Command =>
  command({
    name: "fail",
    summary: "let a pending task of a running server fail",
    description: "Completes a pending task of a running server with an error, and has its callback sent.",
    account: owner(),
    examples: ['fail 65f0c1d2e3f4a5b6c7d8e9f0 "The image is black."'],
  })
    .argument("<task id>", "the id that the create call returned")
    .argument("<reason>", "why there is no result")
    .action(async (taskId: string, reason: string, options: SteerOptions) =>
      (await load()).fail(taskId, reason, options),
    );

const replayCommand = (): Command =>
  command({
    name: "replay",
    summary: "send a callback of a running server again",
    description: "Sends a callback of a running server again, as a new delivery.",
    account: accountOption("only if it is of this account (default: the id says whose it is)"),
    examples: ["replay tCx0b4hPF6wvRq2Be9wZ"],
  })
    .argument("<delivery id>", "the deliveryId, as listen --json prints it")
    .action(async (deliveryId: string, options: SteerOptions) => (await load()).replay(deliveryId, options));

const advanceCommand = (): Command =>
  command({
    name: "advance",
    summary: "advance the clock of an account",
    description:
      "Advances the clock of an account. Everything that becomes due on the way happens before the command ends.",
    account: someone(),
    examples: [
      "advance 24h --account live_a",
      "advance 1d12h --account '*'",
      "advance next --account live_a",
    ],
  })
    .addArgument(
      new Argument("<duration>", "such as 90s, 30min, 24h, 1d12h, or next").argParser(parseAdvance),
    )
    .action(async (by: ReturnType<typeof parseAdvance>, options: SteerOptions) =>
      (await load()).advance(by, options),
    );

const freezeCommand = (): Command =>
  command({
    name: "freeze",
    summary: "freeze the clock of an account",
    description: "Freezes the clock of an account: until it is advanced or resumed, nothing becomes due.",
    account: someone(),
    examples: ["freeze --account live_a", "freeze --account live_a --resume"],
  })
    .option("--resume", "let it run again")
    .action(async (options: SteerOptions & { readonly resume?: boolean }) => (await load()).freeze(options));

const callbackFaults = ["duplicate", "delay", "reorder", "wrong-auth"];

const faultCommand = (): Command =>
  command({
    name: "fault",
    summary: "inject a fault into a running server",
    description: "Lets the next requests or callbacks of an account fail; or lists or removes faults.",
    account: someone(),
    examples: [
      "fault --account live_a --status 429 --retry-after 1",
      "fault --account live_a --operation getTask --delay 2000 --until-removed",
      "fault --account live_a --callback duplicate",
      "fault --account live_a --list",
    ],
  })
    .addOption(new Option("--status <status>", "respond with this status").argParser(parseCount))
    .addOption(new Option("--retry-after <seconds>", "the header of that response").argParser(parseCount))
    .addOption(
      new Option("--delay <ms>", "respond, or send the callback, this late").argParser(parseMilliseconds),
    )
    .option("--drop", "close the connection, and do nothing")
    .option("--lose-response", "close the connection when all is done")
    .addOption(new Option("--callback <kind>", "a fault of callbacks").choices(callbackFaults))
    .option("--operation <id>", "only for this operation")
    .option("--task <id>", "only for this task")
    .addOption(new Option("--times <number>", "how often it occurs (default: once)").argParser(parseCount))
    .addOption(new Option("--until-removed", "it occurs until it is removed").conflicts("times"))
    .addOption(new Option("--list", "list the faults that are left"))
    .addOption(new Option("--remove <fault id>", "remove a fault").conflicts("list"))
    .addOption(new Option("--clear", "remove all faults of the account").conflicts(["list", "remove"]))
    .action(async (options: FaultOptions) => (await load()).fault(options));

const settingsCommand = (): Command =>
  command({
    name: "settings",
    summary: "print or change the settings of an account",
    description: "Prints the settings of an account, after changing those that are given.",
    account: someone(),
    examples: [
      "settings --account live_a",
      "settings testCompletion=manual completionDelayMs=500 --account test_a",
      `settings 'disabledTaskTypes=["annotation"]' --account '*'`,
    ],
  })
    .addArgument(new Argument("[name=value...]", "settings to change").argParser(collectSettings))
    .action(
      async (changes: Readonly<Record<string, unknown>> | readonly [] | undefined, options: SteerOptions) =>
        (await load()).settings(
          Array.isArray(changes) ? undefined : (changes as Readonly<Record<string, unknown>>),
          options,
        ),
    );

const resetCommand = (): Command =>
  command({
    name: "reset",
    summary: "reset an account of a running server",
    description:
      "Deletes the tasks, callbacks, faults and requests of an account, and sets its settings and its clock back.",
    account: someone(),
    examples: ["reset --account live_a", "reset --account '*'"],
  }).action(async (options: SteerOptions) => (await load()).reset(options));
