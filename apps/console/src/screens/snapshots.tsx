import { control, dataOf } from "../api/client.ts";
import { account, accountName, loadAccounts } from "../state/accounts.ts";
import { act } from "../state/act.ts";
import { useLive } from "../state/live.ts";
import { download } from "../ui/format.ts";
import { Button, Empty, Failure, Heading, Panel } from "../ui/parts.tsx";

/** Saved states, to return to or to give to others. */
export const Snapshots = () => {
  const key = account.value;
  const { data, error, reload } = useLive("snapshots", [], () => dataOf(control.GET("/snapshots")));
  const change = async (done: string, action: () => Promise<unknown>): Promise<void> => {
    await act(done, action);
    await reload();
  };
  const save = (whose: string) => () =>
    change("The snapshot is saved.", () =>
      dataOf(control.POST("/snapshots", { params: { query: { account: whose } } })),
    );
  const restore = (snapshotId: string) => () =>
    change("The snapshot is restored.", async () => {
      await dataOf(control.POST("/snapshots/{snapshotId}/restore", { params: { path: { snapshotId } } }));
      await loadAccounts();
    });
  const exportFile = (snapshotId: string) => () =>
    change("The snapshot is exported.", async () => {
      const file = await dataOf(control.GET("/snapshots/{snapshotId}", { params: { path: { snapshotId } } }));
      download(`${snapshotId}.json`, JSON.stringify(file));
    });
  const importFile = async (file: File | undefined): Promise<void> => {
    if (file)
      await change("The snapshot is imported. Restore it to use it.", async () =>
        dataOf(control.POST("/snapshot-imports", { body: { file: await file.text() } })),
      );
  };
  return (
    <>
      <Heading title="Snapshots" trail={<bdi>{key}</bdi>}>
        <Button primary onPress={save(key)}>
          Save {accountName.value}
        </Button>
        <Button onPress={save("*")}>Save all accounts</Button>
        <label class="button">
          Import
          <input
            type="file"
            class="hidden"
            accept=".json,application/json"
            onChange={({ currentTarget }) => {
              void importFile(currentTarget.files?.[0]);
              currentTarget.value = "";
            }}
          />
        </label>
      </Heading>
      <Failure text={error.value} />
      <Panel title="Saved">
        {data.value?.length === 0 ? (
          <Empty title="No snapshots">
            <p>
              A snapshot has the tasks, callbacks, settings and the clock of an account. They are lost when
              the server ends; export those that you want to keep.
            </p>
          </Empty>
        ) : (
          <div class="scroll">
            <table aria-label="Snapshots">
              <thead>
                <tr>
                  <th scope="col">Snapshot</th>
                  <th scope="col">Accounts</th>
                  <th scope="col">Tasks</th>
                  <th scope="col">Callbacks</th>
                  <th scope="col">
                    <span class="hidden">Actions</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {data.value?.map(({ accounts, deliveries, snapshotId, tasks }) => (
                  <tr key={snapshotId}>
                    <th scope="row">{snapshotId}</th>
                    <td>{accounts}</td>
                    <td>{tasks}</td>
                    <td>{deliveries}</td>
                    <td>
                      <div class="actions">
                        <Button label={`Restore ${snapshotId}`} onPress={restore(snapshotId)}>
                          Restore
                        </Button>
                        <Button label={`Export ${snapshotId}`} onPress={exportFile(snapshotId)}>
                          Export
                        </Button>
                        <Button
                          danger
                          label={`Delete ${snapshotId}`}
                          onPress={() =>
                            change("The snapshot is deleted.", () =>
                              dataOf(
                                control.DELETE("/snapshots/{snapshotId}", {
                                  params: { path: { snapshotId } },
                                }),
                              ),
                            )
                          }
                        >
                          Delete
                        </Button>
                      </div>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Panel>
    </>
  );
};
