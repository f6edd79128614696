/**
 * Each path stands in a file of its own, named after the URL, so that whoever reads a URL knows where to look:
 * `/task/{task_id}/cancel` is `paths/task_{task_id}_cancel.yaml`.
 */
export const pathFiles = () => ({
  Paths(paths, { report, location }) {
    for (const [url, item] of Object.entries(paths)) {
      const expected = `paths/${url.slice(1).replaceAll("/", "_")}.yaml`;
      if (item.$ref !== expected) {
        report({
          message: `${url} must be a reference to ${expected}, but is ${item.$ref ?? "described inline"}.`,
          location: location.child([url]),
        });
      }
    }
  },
});
