import { Button } from "@mantine/core";
import { Component, type ErrorInfo, type ReactNode } from "react";
import { frameTexts } from "../texts/frame.ts";
import { copyText } from "./copy-text.ts";
import { failureDetails } from "./failure-details.ts";
import { messages } from "./messages.ts";
import { goTo } from "./route.ts";
import styles from "./shell.module.css";

interface ScreenBoundaryProps {
  /** What stands in the place of the children: the main part of the page, unless they stand in one. */
  readonly as?: "main" | "section";
  readonly children: ReactNode;
}

interface ScreenBoundaryState {
  readonly failure: { readonly thrown: unknown } | null;
  readonly components: string;
}

const words = frameTexts.brokenView;

/** Keeps a mistake in one screen to that screen: says so, and offers to draw it again. Give it a key that changes with the screen. */
export class ScreenBoundary extends Component<ScreenBoundaryProps, ScreenBoundaryState> {
  override state: ScreenBoundaryState = { failure: null, components: "" };

  static getDerivedStateFromError(thrown: unknown): Partial<ScreenBoundaryState> {
    return { failure: { thrown } };
  }

  override componentDidCatch(_thrown: unknown, { componentStack }: ErrorInfo): void {
    this.setState({ components: componentStack ?? "" });
  }

  override render(): ReactNode {
    const { failure, components } = this.state;
    if (failure === null) return this.props.children;
    const Place = this.props.as ?? "main";
    const copy = (): void => {
      const message = copyText(failureDetails(failure.thrown, components)) ? words.copied : words.notCopied;
      messages.say({ key: "details", level: "info", message, forMs: 6000 });
    };
    return (
      <Place className={styles.broken}>
        <h2 className={styles.brokenTitle}>{words.title}</h2>
        <p role="alert">{words.meaning}</p>
        <p className={styles.brokenButtons}>
          <Button variant="filled" onClick={() => this.setState({ failure: null, components: "" })}>
            {words.reload}
          </Button>
          <Button onClick={copy}>{words.copy}</Button>
          <Button onClick={() => goTo({ kind: "library" })}>{frameTexts.toLibrary}</Button>
        </p>
      </Place>
    );
  }
}
