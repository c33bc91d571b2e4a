import { channels } from "./theme-colours.ts";

/** How a picture is seen: what sigma tells its own programs. */
export interface GraphCamera {
  /** 3 by 3, from places within 0 and 1 to the clip space of WebGL. */
  readonly matrix: Float32Array;
  readonly sizeRatio: number;
  readonly pixelRatio: number;
}

/** What of the links is drawn: all of them, those of the tree only, or none. */
export type DrawnEdges = "all" | "tree" | "none";

const POSITION = `
  attribute vec2 a_from;
  attribute vec2 a_to;
  attribute vec4 a_colour;
  uniform mat3 u_matrix;
  uniform float u_way;
  varying vec4 v_colour;
  vec4 place() { return vec4((u_matrix * vec3(mix(a_from, a_to, u_way), 1.0)).xy, 0.0, 1.0); }`;
const LINE_VERTEX = `${POSITION}
  void main() { gl_Position = place(); v_colour = a_colour; }`;
const LINE_FRAGMENT = `
  precision mediump float;
  varying vec4 v_colour;
  uniform vec4 u_ink;
  void main() { gl_FragColor = vec4(mix(u_ink.rgb, v_colour.rgb, 0.5), 1.0) * u_ink.a * v_colour.a; }`;
const POINT_VERTEX = `${POSITION}
  attribute float a_size;
  uniform float u_scale;
  varying float v_edge;
  void main() {
    gl_Position = place();
    gl_PointSize = a_size * u_scale + 2.0;
    v_edge = 1.5 / gl_PointSize;
    v_colour = a_colour;
  }`;
const POINT_FRAGMENT = `
  precision mediump float;
  varying vec4 v_colour;
  varying float v_edge;
  void main() {
    float far = length(gl_PointCoord - vec2(0.5));
    float cover = 1.0 - smoothstep(0.5 - v_edge, 0.5, far);
    gl_FragColor = vec4(v_colour.rgb, 1.0) * cover * v_colour.a;
  }`;

/** Sizes of what lies in a buffer for each node, in bytes. */
const PLACE_BYTES = 8;

/**
 * Nodes and links of a graph, drawn with four calls of WebGL whatever their number: sigma draws each link from numbers of its own,
 * which takes a tenth of a second to bring up to date for 100,000 of them. Places move from the last ones to the newest on the
 * graphics card.
 */
export class GraphLayer implements Disposable {
  readonly #gl: WebGLRenderingContext;
  readonly #lines: Program;
  readonly #points: Program;
  readonly #buffers: Readonly<Record<"from" | "to" | "colour" | "size" | "all" | "tree", WebGLBuffer>>;
  #nodes = 0;
  #counts: Readonly<Record<DrawnEdges, number>> = { all: 0, tree: 0, none: 0 };

  /** Throws when the graphics card does not take the programs. */
  constructor(gl: WebGLRenderingContext) {
    this.#gl = gl;
    // Numbers of nodes above 65,535 as indexes; part of WebGL 2 (WebGL 1: OES_element_index_uint).
    gl.getExtension("OES_element_index_uint");
    this.#lines = makeProgram(gl, LINE_VERTEX, LINE_FRAGMENT);
    this.#points = makeProgram(gl, POINT_VERTEX, POINT_FRAGMENT);
    const names = ["from", "to", "colour", "size", "all", "tree"] as const;
    this.#buffers = Object.fromEntries(names.map((name) => [name, gl.createBuffer()])) as Readonly<
      Record<(typeof names)[number], WebGLBuffer>
    >;
  }

  setGraph(sizes: Float32Array, all: Uint32Array, tree: Uint32Array): void {
    this.#nodes = sizes.length;
    this.#counts = { all: all.length, tree: tree.length, none: 0 };
    this.#fill("size", sizes);
    for (const [name, edges] of [
      ["all", all],
      ["tree", tree],
    ] as const) {
      this.#gl.bindBuffer(this.#gl.ELEMENT_ARRAY_BUFFER, this.#buffers[name]);
      this.#gl.bufferData(this.#gl.ELEMENT_ARRAY_BUFFER, edges, this.#gl.STATIC_DRAW);
    }
  }

  setPlaces(from: Float32Array, to: Float32Array): void {
    this.#fill("from", from);
    this.#fill("to", to);
  }

  /** Red, green, blue, opacity of each node, 0 to 255. */
  setColours(colours: Uint8Array): void {
    this.#fill("colour", colours);
  }

  /** Draws everything. `way` is how far nodes are from their last places to the newest, 0 to 1; `ink` the colour of links. */
  draw(
    camera: GraphCamera,
    how: { readonly way: number; readonly edges: DrawnEdges; readonly ink: string; readonly opacity: number },
  ): void {
    const gl = this.#gl;
    if (this.#nodes === 0) return;
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    if (how.edges !== "none" && this.#counts[how.edges] > 0) {
      this.#use(this.#lines, camera, how.way);
      const [red = 0, green = 0, blue = 0] = channels(how.ink).map((value) => value / 255);
      gl.uniform4f(this.#lines.uniform("u_ink"), red, green, blue, how.opacity);
      gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.#buffers[how.edges]);
      gl.drawElements(gl.LINES, this.#counts[how.edges], gl.UNSIGNED_INT, 0);
    }
    this.#use(this.#points, camera, how.way);
    gl.uniform1f(this.#points.uniform("u_scale"), (2 * camera.pixelRatio) / camera.sizeRatio);
    this.#attribute(this.#points, "a_size", { name: "size", size: 1, type: gl.FLOAT });
    gl.drawArrays(gl.POINTS, 0, this.#nodes);
  }

  [Symbol.dispose](): void {
    for (const buffer of Object.values(this.#buffers)) this.#gl.deleteBuffer(buffer);
    this.#gl.deleteProgram(this.#lines.program);
    this.#gl.deleteProgram(this.#points.program);
  }

  #use(program: Program, camera: GraphCamera, way: number): void {
    const gl = this.#gl;
    gl.useProgram(program.program);
    gl.uniformMatrix3fv(program.uniform("u_matrix"), false, camera.matrix);
    gl.uniform1f(program.uniform("u_way"), way);
    this.#attribute(program, "a_from", { name: "from", size: 2, type: gl.FLOAT });
    this.#attribute(program, "a_to", { name: "to", size: 2, type: gl.FLOAT });
    this.#attribute(program, "a_colour", { name: "colour", size: 4, type: gl.UNSIGNED_BYTE });
  }

  #attribute(
    program: Program,
    attribute: string,
    { name, size, type }: { readonly name: "from" | "to" | "colour" | "size"; readonly size: number; readonly type: number },
  ): void {
    const gl = this.#gl;
    const location = gl.getAttribLocation(program.program, attribute);
    if (location === -1) return;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffers[name]);
    gl.enableVertexAttribArray(location);
    gl.vertexAttribPointer(location, size, type, type === gl.UNSIGNED_BYTE, size === 2 ? PLACE_BYTES : 4, 0);
  }

  #fill(name: "from" | "to" | "colour" | "size", values: Float32Array | Uint8Array): void {
    this.#gl.bindBuffer(this.#gl.ARRAY_BUFFER, this.#buffers[name]);
    this.#gl.bufferData(this.#gl.ARRAY_BUFFER, values, this.#gl.DYNAMIC_DRAW);
  }
}

interface Program {
  readonly program: WebGLProgram;
  readonly uniform: (name: string) => WebGLUniformLocation | null;
}

function makeProgram(gl: WebGLRenderingContext, vertex: string, fragment: string): Program {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(type);
    if (shader === null) throw new Error("WebGL gave no shader.");
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  if (gl.getProgramParameter(program, gl.LINK_STATUS) !== true) throw new Error(`WebGL: ${gl.getProgramInfoLog(program) ?? "no program"}`);
  return { program, uniform: (name) => gl.getUniformLocation(program, name) };
}
