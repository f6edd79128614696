import * as fc from "fast-check";
import { agree } from "../agree.ts";
import { settleAll } from "../compare.ts";
import { accountOf, anyKey, keys, type Model, type Settings } from "../state.ts";
import type { System } from "../system.ts";
import { type Command, commands } from "./command.ts";
import { defaultPath } from "./plans.ts";

/** A change of settings. Whether there is a default URL is chosen; which one depends on the account. */
interface SettingsChange extends Partial<Omit<Settings, "defaultCallbackUrl">> {
  readonly hasDefaultUrl?: boolean;
  readonly callbackAuthKey?: string;
}

const change: fc.Arbitrary<SettingsChange> = fc
  .record(
    {
      hasDefaultUrl: fc.boolean(),
      callbackAuthKey: fc.constantFrom("first-key", "second-key"),
      testCompletion: fc.constantFrom("immediate", "in-response", "delayed", "delayed", "delayed", "manual"),
      liveCompletion: fc.constantFrom("manual", "by-urgency", "by-urgency"),
      completionDelayMs: fc.constantFrom(0, 1, 5, 1000, 60_000, 90_400),
      checkAttachments: fc.boolean(),
      disabledTaskTypes: fc.constantFrom([], [], ["categorization"], ["annotation", "comparison"]),
      runResult: fc.constantFrom("completed", "error", "manual"),
    } as const,
    { requiredKeys: [] },
  )
  .filter((each) => Object.keys(each).length > 0);

/** Changes the settings of one account, or of all and those to come. */
const changeSettings = async (
  model: Model,
  system: System,
  key: string | undefined,
  { hasDefaultUrl, callbackAuthKey, ...plain }: SettingsChange,
): Promise<void> => {
  const url = system.receiver.url(defaultPath(key ?? "all"));
  const settings: Partial<Settings> = {
    ...plain,
    ...(hasDefaultUrl !== undefined && { defaultCallbackUrl: hasDefaultUrl ? url : null }),
  };
  const sent = { ...settings, ...(callbackAuthKey !== undefined && { callbackAuthKey }) };
  const { status } = await system.control("PATCH /settings", key ?? "*", sent);
  agree("the change of settings", status, 200);
  for (const each of key === undefined ? keys : [key]) {
    const account = accountOf(model, each);
    account.settings = { ...account.settings, ...settings };
    account.authKey = callbackAuthKey ?? account.authKey;
  }
  if (key !== undefined) return;
  const { defaults } = model;
  model.defaults = {
    ...defaults,
    settings: { ...defaults.settings, ...settings },
    ...(callbackAuthKey !== undefined && { authKey: callbackAuthKey }),
  };
};

export const settingsChanges: fc.Arbitrary<Command> = commands(
  "change settings",
  fc.record({ key: fc.option(anyKey, { nil: undefined, freq: 5 }), change }),
  {
    run: async (model, system, { key, change: each }) => {
      await changeSettings(model, system, key, each);
      await settleAll(model, system);
    },
  },
);
