import { computed, signal } from "@preact/signals";
import { control, dataOf, type Schemas } from "../api/client.ts";
import { chosenAccount } from "./route.ts";

/** The accounts that were used. */
export const accounts = signal<readonly Schemas["Account"][]>([]);

/** The key that a new account gets, unless the user has chosen one. */
export const firstKey = "test_key";

/** The account that changes are about: the chosen one, else the one that was used first, else a new one. */
export const account = computed((): string => chosenAccount.value ?? accounts.value[0]?.account ?? firstKey);

export const loadAccounts = async (): Promise<void> => {
  accounts.value = await dataOf(control.GET("/accounts"));
};

/** How a button names the account that it is about: if none is chosen, it is not obvious which one. */
export const accountName = computed((): string =>
  chosenAccount.value === undefined ? `the account ${account.value}` : "this account",
);

/** The condition that selects the chosen account, or all. */
export const ofChosen = (): { readonly account?: string } =>
  chosenAccount.value === undefined ? {} : { account: chosenAccount.value };
