/** Surrounds each screen: an unexpected error is shown, and the menu stays. Without the count in the menu, its screens still open. */
import { Component, type ReactNode } from 'react';
import { ProblemNotice } from '../parts/states.tsx';
import { ScreenUnread } from './screens.ts';

interface State {
  readonly error: Error | undefined;
}

interface Props {
  readonly children: ReactNode;
  /** In the place of the content that failed; by default the error. */
  readonly shows?: () => ReactNode;
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    const { children, shows } = this.props;
    if (error === undefined) return children;
    if (shows !== undefined) return shows();
    const again = (): void => {
      if (error instanceof ScreenUnread) location.reload();
      else this.setState({ error: undefined });
    };
    return <ProblemNotice error={error} again={again} />;
  }
}
