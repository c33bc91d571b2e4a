/** What the window tells the worker that arranges a link graph. */
export type ToLayout =
  | {
      readonly kind: "start";
      /** x, y of each node to begin with. */
      readonly places: Float32Array;
      /** Source, target of each link, as indexes of nodes. */
      readonly edges: Uint32Array;
      /** Node that named each node first, -1 for none. These links hold more than others. */
      readonly foundBy: Int32Array;
      /** Weight of each node, from 1 on. */
      readonly masses: Float32Array;
    }
  | { readonly kind: "pause" }
  | { readonly kind: "resume" };

/** What the worker answers: where every node is now, within 0 and 1. After `settled` nothing comes by itself. */
export interface FromLayout {
  readonly places: Float32Array;
  readonly settled: boolean;
}
