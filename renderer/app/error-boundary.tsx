import { Component, type ErrorInfo, type ReactNode } from "react";
import { Button, EmptyState } from "#renderer/ui/index.ts";
import { navigate } from "./navigation.ts";

interface ErrorBoundaryProps {
  /** A new place clears the fault of the last one. */
  place: string;
  children: ReactNode;
}

interface ErrorBoundaryState {
  failed: boolean;
  place: string;
}

/** Keeps the frame alive when a page fails, and says so in plain words. The stack goes to the console, not to people. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { failed: false, place: this.props.place };

  static getDerivedStateFromError(): Partial<ErrorBoundaryState> {
    return { failed: true };
  }

  static getDerivedStateFromProps(props: ErrorBoundaryProps, state: ErrorBoundaryState): ErrorBoundaryState {
    return props.place === state.place ? state : { failed: false, place: props.place };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error("A page failed.", error, info.componentStack);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="page" role="alert">
        <EmptyState
          fill
          title="This page could not be shown"
          actions={
            <>
              <Button variant="primary" onClick={() => this.setState({ failed: false })}>
                Open it again
              </Button>
              <Button onClick={() => navigate("home")}>Go to Home</Button>
            </>
          }
        >
          What was saved is kept, and nothing was sent. If it happens again here, tell whoever looks after this
          installation what you did just before.
        </EmptyState>
      </div>
    );
  }
}
