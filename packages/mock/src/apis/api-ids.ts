/** The APIs that come with the mock, by the name of their folder in `openapi/`. */
export const apiIds = ["scale-v1", "scale-beta", "dataflowkit-v1"] as const;

export type ApiId = (typeof apiIds)[number];
