declare module "*.module.css" {
  const classes: Readonly<Record<string, string>>;
  export default classes;
}
declare module "*.css";
/** Address of a program for a worker, as the build names it. */
declare module "*?worker&url" {
  const address: string;
  export default address;
}
/** One round of ForceAtlas2 over the numbers of nodes (10 each) and edges (3 each), which it changes in place. */
declare module "graphology-layout-forceatlas2/iterate.js" {
  export default function iterate(settings: Readonly<Record<string, number | boolean>>, nodes: Float32Array, edges: Float32Array): void;
}
/** A file as text, as the build reads it. */
declare module "*?raw" {
  const text: string;
  export default text;
}
