/** What is loaded when the first link graph is shown: sigma, graphology, and what arranges and draws with them. */
export { GraphLayout } from "./graph-layout.ts";
export { GraphPicture } from "./graph-picture.ts";
