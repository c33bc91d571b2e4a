/**
 * Finds out whether an end tag of a script ends it. Behind `<!--` a script can hold a complete inner script, as in
 * `document.write("<script></script>")`: HTML standard, "script data escaped state" and "double escaped state".
 */
export class ScriptEscapes {
  #state: "plain" | "escaped" | "double" = "plain";
  #readTo: number;

  /** `start`: where the contents of the script begin. */
  constructor(start: number) {
    this.#readTo = start;
  }

  /** Whether an end tag whose `<` is at `at` ends the script; must be asked of each end tag, in order. */
  endsAt(html: string, at: number): boolean {
    const marks = /<!--|-->|<script(?=[\s/>])/gi;
    const between = html.slice(this.#readTo, at);
    this.#readTo = at;
    if (this.#state !== "plain" || between.includes("<!--")) {
      for (const [mark] of between.matchAll(marks)) this.#meet(mark);
    }
    if (this.#state !== "double") return true;
    this.#state = "escaped";
    return false;
  }

  #meet(mark: string): void {
    if (mark === "-->") this.#state = "plain";
    else if (mark === "<!--") this.#state = this.#state === "plain" ? "escaped" : this.#state;
    else if (this.#state === "escaped") this.#state = "double";
  }
}
