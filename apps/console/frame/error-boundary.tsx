/** Surrounds each screen: an unexpected error is shown, and the menu stays. */
import { Component, type ReactNode } from 'react';
import { ProblemNotice } from '../parts/states.tsx';

interface State {
  readonly error: Error | undefined;
}

export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return <ProblemNotice error={error} again={() => this.setState({ error: undefined })} />;
  }
}
